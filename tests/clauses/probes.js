// Small questions to a page of the office, asked by tests/clauses/test_office.py.
const shown = (one) => one.checkVisibility() && one.getClientRects().length > 0;
const language = () => document.documentElement.lang;
const headings = () => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].filter(shown).map((h) => Number(h.tagName[1]));
const landmarks = () => document.querySelectorAll("main").length;
const CONTROLS = "button, input:not([type=hidden]), select, textarea, a[href], summary";
const controls = () => [...document.querySelectorAll(CONTROLS)].filter((one) => shown(one) && !one.disabled);
const nameless = () =>
  controls().filter((one) => {
    const labels = [...(one.labels || [])].map((label) => label.textContent).join("");
    const words = one.matches("button, a, summary") ? one.textContent : labels;
    return !(words.trim() || one.ariaLabel || one.getAttribute("aria-labelledby"));
  }).map((one) => one.outerHTML.slice(0, 200));
const parts = (colour) => {
  const found = colour.match(/[\d.]+/g).map(Number);
  return { rgb: found.slice(0, 3), alpha: found.length > 3 ? found[3] : 1 };
};
const brightness = (rgb) => {
  const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (one) => {
  for (let at = one; at; at = at.parentElement) {
    const { rgb, alpha } = parts(getComputedStyle(at).backgroundColor);
    if (alpha === 1) return rgb;
  }
  return [255, 255, 255];
};
const contrasts = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim();
    if (!words || !shown(one) || one.closest("script, style, [disabled]")) continue;
    const pair = [brightness(parts(getComputedStyle(one).color).rgb), brightness(ground(one))].sort((a, b) => b - a);
    found.push({ words, ratio: (pair[0] + 0.05) / (pair[1] + 0.05) });
  }
  return found;
};
const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
// The reception page renews its parts while one looks: controls are known by what they are, not as nodes.
const named = (one) => [one.tagName, one.id || one.name || one.textContent.trim(), one.value || ""].join(" ");
const marked = () => {
  if (document.activeElement) document.activeElement.blur();
  window.probed = Object.fromEntries(controls().map((one) => [named(one), ring(one)]));
  return Object.keys(window.probed);
};
const ring = (one) => {
  const style = getComputedStyle(one);
  return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor].join("|");
};
const focused = () => {
  const one = document.activeElement;
  const before = one && window.probed[named(one)];
  return before === undefined || one === document.body ? [null, true] : [named(one), ring(one) !== before];
};
