"use strict";
/* What to do when nothing was found: nearest words, the list of terms, a word to report. Text only, no HTML from outside. */
(() => {
  const base = new URL(document.documentElement.dataset.root.replace(/\/?$/, "/"), window.location.href);
  const site = (path) => new URL(path, base).href;

  function link(text, href) {
    const a = document.createElement("a");
    a.href = href;
    a.textContent = text;
    return a;
  }

  function line(before, ...parts) {
    const p = document.createElement("p");
    p.append(before, ...parts);
    return p;
  }

  /** Fills `element` for an answer of the worker; hides it when there are results or nothing was typed. */
  function help(element, answer, pageFor) {
    element.replaceChildren();
    element.hidden = answer.items.length > 0 || !answer.query || !answer.query.trim();
    if (element.hidden) return;
    if (answer.failed) {
      element.append(line("Zoeken lukt nu niet: het zoekbestand kan niet worden geladen. Probeer het later opnieuw."));
      return;
    }
    const words = answer.nearest || [];
    if (words.length) {
      const list = document.createElement("ul");
      list.append(...words.map((word) => {
        const entry = document.createElement("li");
        entry.append(link(word, pageFor(word)));
        return entry;
      }));
      element.append(line("Woorden die hierop lijken:"), list);
    }
    if (answer.terms) element.append(line("Probeer een ander of korter woord, of kijk in de ", link("begrippenlijst", site(answer.terms)), "."));
    if (answer.missing) {
      element.append(line("", link("Mist u een term? Meld het.", answer.missing.replace("{}", encodeURIComponent(answer.query.trim().slice(0, 100))))));
    }
  }

  self.zoekHulp = help;
  self.zoekAdres = site;
})();
