"use strict";
/* Around the theme's search box: load on focus, help when nothing is found, and the way to the page with all results. */
(() => {
  const input = document.querySelector("[data-md-component=search-query]");
  const help = document.querySelector("[data-zoek-hulp]");
  if (!input || !help) return;
  const results = document.querySelector("[data-md-component=search-result]");
  const all = document.querySelector("[data-zoek-alles]");
  const links = () => [...help.querySelectorAll("a"), ...(all && !all.hidden ? [all] : [])];

  function pageFor(query) {
    const url = new URL(input.form.action);
    url.searchParams.set("q", query);
    return url.href;
  }

  input.addEventListener("focus", () => {
    if (input.value) return;
    input.value = " "; // see worker.js: asks to load, without an answer
    input.dispatchEvent(new KeyboardEvent("keyup"));
    input.value = "";
  }, { once: true });

  // The theme hears keys only; words also come from a mouse, a voice or another program.
  input.addEventListener("input", () => input.dispatchEvent(new KeyboardEvent("keyup")));

  window.component$.subscribe((component) => {
    if (component.ref !== results || !component.items) return;
    self.zoekHulp(help, component, pageFor);
    if (all) {
      all.href = pageFor(component.query || "");
      all.hidden = component.items.length === 0;
    }
  });

  // The theme closes the box on Tab and walks with the arrows through results only; here also through the help.
  input.form.closest("[data-md-component=search]").addEventListener("keydown", (event) => {
    const found = results.querySelector("a[href]");
    if (event.key === "Enter" && document.activeElement === input && !found && input.value.trim()) {
      event.preventDefault();
      event.stopPropagation();
      window.location.assign(pageFor(input.value.trim()));
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !found && !help.hidden) {
      event.preventDefault();
      event.stopPropagation();
      const stops = [input, ...links()];
      const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      stops[(at + stops.length) % stops.length].focus();
    }
  });
})();
