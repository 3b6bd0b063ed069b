// The text of a page in reading order, as pairs and triples: [kind, language, words, state]. Values of private fields
// are never among it.
const READ_MOST = 60000;
const READ_MS = 400;
const NOT_READ = new Set(["script", "style", "noscript", "template", "svg", "canvas", "object", "embed", "iframe", "nav",
  "head", "map", "audio", "video", "math", "dialog"]);
const ASIDE = new Set(["aside", "footer"]);
const ASIDE_ROLES = new Set(["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog",
  "menu", "menubar", "toolbar", "tablist", "presentation-nav"]);
const NUISANCE = /cookie|consent|gdpr|(^|[-_\s])cmp([-_\s]|$)|newsletter-?(popup|layer)|skip-?(link|nav|to)/i;
const INLINE = new Set(["a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "kbd", "mark",
  "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"]);
const HEADING = /^h[1-6]$/;

function unread(element, name, whole) {
  if (NOT_READ.has(name) || (!whole && ASIDE.has(name))) return true;
  if (attribute(element, "aria-hidden") === "true" || has(element, "hidden") || has(element, "inert")) return true;
  if (ASIDE_ROLES.has(attribute(element, "role") || "")) return true;
  if (NUISANCE.test(`${attribute(element, "id") || ""} ${attribute(element, "class") || ""}`)) return true;
  return !INLINE.has(name) && name !== "body" && name !== "br" && !shown(element, { visibilityProperty: true });
}

/** The part that the page is about: marked as such, else the one with most words in paragraphs. */
function mainPart(whole) {
  const marked = [...inDocument(document, "main,[role=main],article")]
    .filter((one) => shown(one)).map((one) => [textOf(one).length, one]);
  const top = marked.find(([, one]) => !matches(one, "article")) || marked.sort((a, b) => b[0] - a[0])[0];
  if (top && top[0] > 200) {
    const articles = marked.filter(([, one]) => matches(one, "article"));
    return top[1] && articles.length > 1 && matches(top[1], "article") ? whole : top[1];
  }
  const scores = new Map();
  let total = 0;
  const begin = performance.now();
  for (const one of inDocument(document, "p,pre,blockquote,dd")) {
    const length = textOf(one).length;
    if (length < 40) continue;
    total += length;
    const parent = parentOf(one);
    const grand = parent && parentOf(parent);
    scores.set(parent, (scores.get(parent) || 0) + length);
    if (grand) scores.set(grand, (scores.get(grand) || 0) + length / 2);
    if (performance.now() - begin > READ_MS / 2) break;
  }
  const [best, score] = [...scores].sort((a, b) => b[1] - a[1])[0] || [null, 0];
  return best instanceof HTMLElement && score > 400 && score > total * 0.4 ? best : whole;
}

function fieldSaid(element, name) {
  const type = inputType(element);
  const says = label(element);
  if (type === "hidden") return null;
  if (name === "button" || ["submit", "button", "reset"].includes(type)) {
    return ["button", words(name === "button" ? attribute(element, "aria-label") || textOf(element) : valueOf(element)), ""];
  }
  if (type === "checkbox" || type === "radio") return [type, says, element.checked === true ? "on" : "off"];
  if (type === "password" || (typed(element) && masked(element))) return ["field", says, "private"];
  if (name === "select") {
    const chosen = element.selectedOptions && element.selectedOptions[0];
    return ["field", says, chosen ? `=${words(textOf(chosen))}` : "empty"];
  }
  if (name === "textarea" || name === "input") {
    const value = words(valueOf(element));
    return ["field", says, value ? `=${value}` : "empty"];
  }
  return null;
}

/** Collects words into blocks; a block is one heading, paragraph, item or cell. */
class Blocks {
  constructor() {
    this.blocks = [];
    this.text = "";
    this.kind = "text";
    this.language = "";
    this.size = 0;
    this.end = performance.now() + READ_MS;
  }

  get full() {
    return this.size > READ_MOST || performance.now() > this.end;
  }

  flush() {
    const text = words(this.text, 4000);
    if (text) this.push(this.kind, text, "");
    this.text = "";
  }

  push(kind, text, state) {
    this.blocks.push([kind, this.language, text, state]);
    this.size += text.length + 8;
  }
}

function walk(node, into, language, whole) {
  if (into.full) return;
  if (kindOf(node) === Node.TEXT_NODE) {
    if (into.text.length < 20000) into.text += textOf(node);
    into.language = language;
    return;
  }
  if (kindOf(node) !== Node.ELEMENT_NODE) return;
  const name = nameOf(node);
  if (unread(node, name, whole)) return;
  const spoken = attribute(node, "lang") || language;
  if (name === "img") {
    const alt = words(attribute(node, "alt") || "");
    if (alt) { into.flush(); into.language = spoken; into.push("image", alt, ""); }
    return;
  }
  if (["input", "textarea", "select", "button"].includes(name)) {
    into.flush();
    into.language = spoken;
    const said = fieldSaid(node, name);
    if (said && said[1]) into.push(...said);
    return;
  }
  if (typed(node) && masked(node)) return;
  // A label is said with its field.
  if (name === "label" && (has(node, "for") || inElement(node, "input,select,textarea").length)) {
    for (const field of inElement(node, "input,select,textarea")) walk(field, into, spoken, whole);
    return;
  }
  const block = !INLINE.has(name);
  if (block) into.flush();
  if (HEADING.test(name)) into.kind = "heading";
  const shadow = shadowOf(node);
  for (const child of shadow ? childrenOf(shadow) : childrenOf(node)) walk(child, into, spoken, whole);
  if (shadow) for (const child of childrenOf(node)) walk(child, into, spoken, whole);
  if (block) into.flush();
  if (HEADING.test(name)) into.kind = "text";
}

/** Everything that is to be read. */
function read() {
  const whole = body(document);
  if (!whole) return [];
  const part = mainPart(whole);
  const into = new Blocks();
  const language = attribute(html(document), "lang") || "";
  const title = part === whole ? null : inDocument(document, "h1")[0];
  if (title && !contains(part, title) && shown(title)) walk(title, into, language, true);
  const begun = closest(part, "[lang]");
  walk(part, into, (begun && attribute(begun, "lang")) || language, part !== whole);
  into.flush();
  return into.blocks;
}

/** What has the focus, as it would be read. */
function here() {
  const element = focused();
  if (!element) return [];
  const name = nameOf(element);
  const near = closest(element, "[lang]");
  const field = ["input", "textarea", "select", "button"].includes(name) ? fieldSaid(element, name) : null;
  const [kind, says, state] = field || ["text", typed(element) ? label(element) : namesOf(element), ""];
  return says ? [[kind, (near && attribute(near, "lang")) || "", says, state]] : [];
}
