/* What pages do besides being read: a contents list that follows, a choice of theme. */
"use strict";
