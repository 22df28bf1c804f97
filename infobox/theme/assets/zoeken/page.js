"use strict";
/*
 * The page with results: /zoeken/?q=. Its address holds the query and the chosen kind, so it can be shared and the back button
 * works. What an answer looks like is in render.js; who answers is the worker.
 */
(() => {
  const form = document.querySelector("[data-search-form]");
  if (!form) return;
  const STEP = 10; // results at a time
  const PAUSE = 250; // milliseconds without a key before somebody who types is answered
  const input = form.querySelector("input[name=q]");
  const target = document.querySelector("[data-search-answer]");
  const start = document.querySelector("[data-search-start]");
  const base = new URL(document.documentElement.dataset.root.replace(/\/?$/, "/"), window.location.href);
  const NOTHING = { query: "", danger: false, results: [], counts: [], total: 0 };
  let worker = null;
  let most = STEP;
  let focus = -1; // the result to go to, once it is there

  const asked = () => new URLSearchParams(window.location.search);
  const state = () => ({ query: (asked().get("q") || "").trim(), kind: asked().get("soort") || "", most });

  function address(query, kind) {
    const url = new URL(window.location.pathname, window.location.href);
    if (query) url.searchParams.set("q", query);
    if (query && kind) url.searchParams.set("soort", kind);
    return url.href;
  }

  const links = { page: (path) => new URL(path, base).href, query: (query) => address(query, "") };

  function show(answer) {
    window.searchView.render(target, answer, state(), links, choose);
    start.hidden = Boolean(answer.query.trim());
    const wanted = focus >= 0 && target.querySelectorAll("ol > li h2 a")[focus];
    if (wanted) {
      wanted.focus();
      focus = -1;
    }
  }

  function ask(finished) {
    const { query, kind } = state();
    if (!query) {
      show(NOTHING);
      return;
    }
    if (!worker) {
      worker = new Worker(form.dataset.searchWorker);
      worker.addEventListener("message", ({ data }) => { if (data.query === state().query) show(data); });
    }
    worker.postMessage({ query, finished, kind, most });
  }

  /** What follows a click: another kind, or more of the same. */
  function choose({ kind, more }) {
    if (more) {
      most = more + STEP;
      focus = more;
    } else {
      most = STEP;
      window.history.replaceState(null, "", address(state().query, kind));
    }
    ask(true);
  }

  function search(query, step) {
    most = STEP;
    if (query !== state().query) window.history[step](null, "", address(query, ""));
  }

  let waiting = 0;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search(input.value.trim(), "pushState");
    ask(true);
  });
  // As somebody types: the address follows without a new step back for each letter, and is read out once they pause.
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      search(input.value.trim(), "replaceState");
      ask(false);
    }, PAUSE);
  });
  window.addEventListener("popstate", () => {
    most = STEP;
    input.value = state().query;
    ask(true);
  });
  form.hidden = false;
  input.focus({ preventScroll: true });
  const early = input.value.trim(); // typed before this script was there
  if (early && !state().query) search(early, "replaceState");
  else input.value = state().query;
  ask(true);
})();
