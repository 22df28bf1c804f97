// Leaves the site at once: nothing of it is seen while the other page loads, and the back button does not lead here. By the
// link, or by Shift three times: no letter, so it is in nobody's way who types, speaks or uses a screen reader.
{
  const link = document.querySelector("[data-exit]");
  const status = document.querySelector("[data-exit-status]");
  const root = document.documentElement;
  const title = document.title;
  const PAUSE = 5000; // milliseconds after which an earlier Shift no longer counts
  const SAID = ["", "Nog twee keer Shift om deze site te verlaten.", "Nog een keer Shift om deze site te verlaten."];
  let pressed = 0;
  let forget = 0;

  const count = (times) => {
    clearTimeout(forget);
    pressed = times;
    status.textContent = SAID[times] || "";
    if (times) forget = setTimeout(() => count(0), PAUSE);
  };

  const leave = (event) => {
    if (event) event.preventDefault();
    root.classList.add("weg-nu");
    document.title = "\u200b"; // what a tab says while the other page loads
    location.replace(link.href);
  };

  link.addEventListener("click", leave);
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    if (pressed === 2) leave();
    else count(pressed + 1);
  });
  document.addEventListener("keydown", (event) => { if (event.key !== "Shift") count(0); });
  // A browser that kept the page as it was, and is told to go back to it after all.
  addEventListener("pageshow", () => {
    root.classList.remove("weg-nu");
    document.title = title;
    count(0);
  });
}
