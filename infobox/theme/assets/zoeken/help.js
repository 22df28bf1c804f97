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

  /** The numbers to call, each as one large thing to tap. */
  function numbers(list) {
    const all = document.createElement("ul");
    all.className = "eerst__nummers";
    all.append(...(list || []).map(([title, number, digits]) => {
      const entry = document.createElement("li");
      const a = link("", `tel:${digits}`);
      a.className = "bel";
      const strong = document.createElement("strong");
      strong.textContent = number;
      const name = document.createElement("span");
      name.textContent = title;
      a.append(strong, " ", name);
      entry.append(a);
      return entry;
    }));
    return all;
  }

  /** Shows the numbers before anything else when somebody may be in danger. */
  function danger(element, answer) {
    element.hidden = !answer.danger;
    element.replaceChildren(...(answer.danger ? [line("Is er nu gevaar? Bel meteen."), numbers(answer.numbers)] : []));
  }

  /** Fills `element` for an answer of the worker; hides it when there are results or nothing was typed. */
  function help(element, answer, pageFor) {
    element.replaceChildren();
    element.hidden = answer.items.length > 0 || !answer.query || !answer.query.trim();
    if (element.hidden) return;
    if (answer.failed) {
      element.append(line("Zoeken lukt nu niet: het zoekbestand kan niet worden geladen. Probeer het later opnieuw. De nummers voor hulp staan bovenaan deze pagina."));
      return;
    }
    element.append(line("Gaat het om gevaar of twijfel? Bel. Dat kan altijd."), numbers(answer.numbers));
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
    if (answer.browse) {
      const list = document.createElement("ul");
      list.append(...answer.browse.map(([title, path]) => {
        const entry = document.createElement("li");
        entry.append(link(title, site(path)));
        return entry;
      }));
      element.append(line("Of kijk verder bij:"), list);
    }
    if (answer.terms) element.append(line("Probeer een ander of korter woord, of kijk in de ", link("begrippenlijst", site(answer.terms)), "."));
    if (answer.missing) {
      element.append(line("", link("Mist u een term? Meld het.", answer.missing.replace("{}", encodeURIComponent(answer.query.trim().slice(0, 100))))));
    }
  }

  self.zoekHulp = help;
  self.zoekGevaar = danger;
  self.zoekAdres = site;
})();
