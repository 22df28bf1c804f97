// Copies addresses and citations, and follows an anchor that moved to another page. Without it everything can be read.
{
  const copy = async (text) => {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.className = "kopieerveld";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("copy refused");
  };

  for (const button of document.querySelectorAll("button[data-kopieer], button[data-kopieer-van]")) {
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "kopieer__status";
    button.after(status);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = button.dataset.kopieerVan;
      const text = source
        ? document.getElementById(source).textContent.trim().replace(/\s+/g, " ")
        : new URL(button.dataset.kopieer, document.baseURI).href;
      try {
        await copy(text);
        status.textContent = "Gekopieerd";
      } catch {
        status.textContent = `Kopiëren lukt niet. Dit is de tekst: ${text}`;
      }
      setTimeout(() => (status.textContent = ""), 5000);
    });
  }

  const follow = () => {
    const moved = document.querySelector("[data-verhuisd]:target");
    if (moved) location.replace(new URL(moved.dataset.verhuisd, document.baseURI));
  };
  addEventListener("hashchange", follow);
  follow();
}
