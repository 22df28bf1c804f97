// Leads a visitor of a redirect page on, with the question mark and the anchor of the address they came with.
{
  const target = new URL(document.getElementById("verder").href);
  target.search = location.search;
  target.hash ||= location.hash;
  location.replace(target.href);
}
