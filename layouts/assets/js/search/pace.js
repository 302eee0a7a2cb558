/* Long work in short pieces, so that a key that is pressed meanwhile is taken at once. */
(function (search) {
  "use strict";
  const longest = 10; // ms
  const waiting = [];
  let begun = 0;

  /* A new task, soon: setTimeout would wait longer from call to call, a message does not. */
  let channel = null;
  function ask() {
    if (!globalThis.MessageChannel) return setTimeout(next);
    if (!channel) {
      channel = new MessageChannel();
      channel.port1.onmessage = next;
    }
    return channel.port2.postMessage(0);
  }

  function next() {
    const goOn = waiting.shift();
    if (waiting.length) ask();
    search.begin();
    goOn();
  }

  search.begin = () => { begun = Date.now(); };

  /* Whether the task of the browser that runs now has been long enough: if so, await `pause()`,
     after which it is another one. */
  search.isLate = () => Date.now() - begun >= longest;
  search.pause = () => new Promise((done) => { if (waiting.push(done) === 1) ask(); });
})(kbgen.search.engine);
