"use strict";
/* The page with all results: /zoeken/?q=. Its address holds the query, so it can be shared, and the back button works. */
(() => {
  const form = document.querySelector("[data-zoek-formulier]");
  if (!form) return;
  const input = form.querySelector("input[name=q]");
  const count = document.querySelector("[data-zoek-aantal]");
  const list = document.querySelector("[data-zoek-resultaten]");
  const help = document.querySelector("[data-zoek-hulp]");
  const danger = document.querySelector("[data-zoek-gevaar]");
  const more = document.querySelector("[data-zoek-meer]");
  const STEP = 10; // results at a time
  const [QUERY, RESULT] = [2, 3];
  const heading = document.title;
  let worker = null;

  function pageFor(query) {
    const url = new URL(window.location.pathname, window.location.href);
    url.searchParams.set("q", query);
    return url.href;
  }

  function show(answer) {
    const number = answer.items.length;
    list.replaceChildren(...answer.items.map(([found]) => {
      const entry = document.createElement("li");
      const heading = document.createElement("h2");
      const a = document.createElement("a");
      a.href = self.zoekAdres(found.location);
      a.innerHTML = found.heading; // escaped by show.js, like the other two
      heading.append(a);
      entry.append(heading);
      for (const [html, name] of [[found.label, "zoek-soort"], [found.excerpt, "zoek-regels"]]) {
        if (!html) continue;
        const text = document.createElement("p");
        text.className = name;
        text.innerHTML = html;
        entry.append(text);
      }
      return entry;
    }));
    document.querySelector("[data-zoek-voorbeelden]").hidden = Boolean(answer.query.trim());
    if (!answer.query.trim()) count.textContent = "";
    else if (answer.failed) count.textContent = "Zoeken lukt nu niet.";
    else if (number === 0) count.textContent = `Niets gevonden voor ‘${answer.query.trim().slice(0, 100)}’.`;
    else count.textContent = number === 1 ? "1 resultaat" : `${number} resultaten`;
    self.zoekGevaar(danger, answer);
    self.zoekHulp(help, answer, pageFor);
    [...list.children].forEach((entry, at) => { entry.hidden = at >= STEP; });
    more.hidden = number <= STEP;
  }

  function search(typing) {
    const query = new URLSearchParams(window.location.search).get("q") || "";
    if (!typing) input.value = query;
    document.title = query.trim() ? `${query.trim().slice(0, 60)} - ${heading}` : heading;
    if (!query.trim()) {
      show({ items: [], query: "" });
      return;
    }
    if (!worker) {
      worker = new Worker(form.dataset.zoekWorker);
      worker.addEventListener("message", ({ data: message }) => {
        if (message.type === RESULT) show(message.data);
      });
    }
    worker.postMessage({ type: QUERY, data: query, all: true });
  }

  more.addEventListener("click", () => {
    const hidden = [...list.children].filter((entry) => entry.hidden);
    hidden.slice(0, STEP).forEach((entry) => { entry.hidden = false; });
    more.hidden = hidden.length <= STEP;
    if (hidden.length) hidden[0].querySelector("a").focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = input.value.trim();
    if (query !== (new URLSearchParams(window.location.search).get("q") || "")) {
      window.history.pushState(null, "", query ? pageFor(query) : window.location.pathname);
    }
    search();
  });
  // As somebody types: the address follows without a new step back for each letter, and is read out once they pause.
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const query = input.value.trim();
      window.history.replaceState(null, "", query ? pageFor(query) : window.location.pathname);
      search(true);
    }, 250);
  });
  window.addEventListener("popstate", () => search());
  form.hidden = false;
  input.focus({ preventScroll: true });
  const early = input.value.trim(); // typed before this script was there
  if (early && !window.location.search) window.history.replaceState(null, "", pageFor(early));
  search(Boolean(early));
})();
