// What all parts share. Runs in a world of its own: a page neither sees these names nor can it change the prototypes
// used here. The document is shared, though, and forms and documents give their elements' names precedence over their
// own properties (`<img name=activeElement>`): everything is read by the getters of the prototypes.
const uncurried = (method) => Function.prototype.call.bind(method);
const getter = (type, name) => uncurried(Object.getOwnPropertyDescriptor(type.prototype, name).get);

const attribute = uncurried(Element.prototype.getAttribute);
const has = uncurried(Element.prototype.hasAttribute);
const matches = uncurried(Element.prototype.matches);
const closest = uncurried(Element.prototype.closest);
const rectangle = uncurried(Element.prototype.getBoundingClientRect);
const rectangles = uncurried(Element.prototype.getClientRects);
const shown = uncurried(Element.prototype.checkVisibility);
const shadowOf = getter(Element, "shadowRoot");
const nameOf = getter(Element, "localName");
const childrenOf = getter(Node, "childNodes");
const kindOf = getter(Node, "nodeType");
const textOf = getter(Node, "textContent");
const parentOf = getter(Node, "parentNode");
const rootOf = uncurried(Node.prototype.getRootNode);
const contains = uncurried(Node.prototype.contains);
const append = uncurried(Node.prototype.appendChild);
const connected = getter(Node, "isConnected");
const listen = uncurried(EventTarget.prototype.addEventListener);
const styleOf = getter(HTMLElement, "style");
const setStyle = uncurried(CSSStyleDeclaration.prototype.setProperty);
const getStyle = uncurried(CSSStyleDeclaration.prototype.getPropertyValue);
const unsetStyle = uncurried(CSSStyleDeclaration.prototype.removeProperty);
const priority = uncurried(CSSStyleDeclaration.prototype.getPropertyPriority);
const editable = getter(HTMLElement, "isContentEditable");
const create = uncurried(Document.prototype.createElement);
const html = getter(Document, "documentElement");
const body = getter(Document, "body");
const scroller = getter(Document, "scrollingElement");
const focusOn = uncurried(HTMLElement.prototype.focus);
const intoView = uncurried(Element.prototype.scrollIntoView);
const inDocument = uncurried(Document.prototype.querySelectorAll);
const inShadow = uncurried(DocumentFragment.prototype.querySelectorAll);
const inElement = uncurried(Element.prototype.querySelectorAll);
const activeInDocument = getter(Document, "activeElement");
const activeInShadow = getter(ShadowRoot, "activeElement");
const atInDocument = uncurried(Document.prototype.elementFromPoint);
const atInShadow = uncurried(ShadowRoot.prototype.elementFromPoint);

const IMPORTANT = "important";
const WORDS_MOST = 200;

const isShadow = (root) => root instanceof ShadowRoot;
const all = (root, selector) => (isShadow(root) ? inShadow(root, selector) : inDocument(root, selector));

/** Words without breaks, cut where they are too long. */
function words(text, most = WORDS_MOST) {
  return String(text).slice(0, 4 * most).replace(/\s+/g, " ").trim().slice(0, most);
}

/** The element that has the focus, in open shadow roots too; null where it is the page itself. */
function focused() {
  let found = activeInDocument(document);
  while (found && shadowOf(found)) {
    const inner = activeInShadow(shadowOf(found));
    if (!inner) break;
    found = inner;
  }
  return found && found !== body(document) && found !== html(document) ? found : null;
}

/** The document and its open shadow roots, as far as `most` of them. */
function roots(most = 200) {
  const found = [document];
  for (let at = 0; at < found.length && found.length < most; at += 1) {
    for (const element of all(found[at], "*")) {
      const shadow = shadowOf(element);
      if (shadow) found.push(shadow);
    }
  }
  return found;
}

/** An element over the page whose inside the page cannot reach, above everything the page can lay over it. */
function layer(styles, catches) {
  const host = create(document, "div");
  const style = styleOf(host);
  const worn = {
    all: "initial", position: "fixed", inset: "0", width: "auto", height: "auto", display: "block",
    margin: "0", border: "0", padding: "0", background: "none", "z-index": "2147483647",
    "pointer-events": catches ? "auto" : "none", overflow: "hidden",
  };
  for (const name of Object.keys(worn)) setStyle(style, name, worn[name], IMPORTANT);
  const shadow = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet];
  const show = () => {
    append(html(document), host);
    host.popover = "manual";
    host.showPopover();
  };
  return { host, shadow, show };
}

const TYPED = new Set(["text", "search", "email", "tel", "url", "number", "password", "date", "datetime-local", "month",
  "time", "week"]);

/** Whether something is typed into an element. */
function typed(element) {
  const name = nameOf(element);
  if (name === "textarea") return true;
  if (name === "input") return TYPED.has(inputType(element));
  return element instanceof HTMLElement && editable(element);
}

const inputType = (() => {
  const type = getter(HTMLInputElement, "type");
  return (element) => (element instanceof HTMLInputElement ? type(element) : "");
})();

const valueOf = (() => {
  const input = getter(HTMLInputElement, "value");
  const area = getter(HTMLTextAreaElement, "value");
  return (element) => {
    if (element instanceof HTMLInputElement) return input(element);
    if (element instanceof HTMLTextAreaElement) return area(element);
    return textOf(element);
  };
})();

/** The words beside a field that say what belongs there. */
function label(element) {
  const named = attribute(element, "aria-label");
  if (named) return words(named);
  const ids = (attribute(element, "aria-labelledby") || "").split(/\s+/).filter(Boolean).slice(0, 5);
  const root = rootOf(element);
  const found = ids.map((id) => [...all(root, `#${CSS.escape(id)}`)][0]).filter(Boolean).map((one) => words(textOf(one)));
  if (found.length) return words(found.join(" "));
  const id = attribute(element, "id");
  const beside = (id && all(root, `label[for="${CSS.escape(id)}"]`)[0]) || closest(element, "label");
  if (beside) return words(textOf(beside));
  return words(attribute(element, "placeholder") || attribute(element, "title") || attribute(element, "name") || "");
}
