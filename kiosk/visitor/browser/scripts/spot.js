// Spotlight: a cover over the page with one hole, over what is worked on. Bars on the cover show where there is something.
// The first touch of a covered place moves the hole there and does nothing else. (A blurring cover was looked at: under
// the software renderer the letters below stayed legible.)
const SPOT_STYLES = `
  .cover { position: absolute; background: #ece9e2; pointer-events: auto; }
  .bar { position: absolute; background: #d3cfc5; border-radius: 6px; pointer-events: none; }
  .hole { position: absolute; border: 3px solid #5a3a8a; border-radius: 8px; pointer-events: none; }`;
const ROUND = 10;
const BLOCKS = "p,li,h1,h2,h3,h4,td,th,label,fieldset,figure,blockquote,pre,button,a,input,textarea,select,img,iframe";

const BARS_MOST = 150;
const BARS_MS = 300;

let spotLayer = null;
let lit = null;
let frame = 0;

function part(className, catches) {
  const made = create(document, "div");
  made.className = className;
  if (catches) listen(made, "pointerdown", light, true);
  if (catches) listen(made, "click", swallow, true);
  append(spotLayer.shadow, made);
  return made;
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function light(event) {
  swallow(event);
  const { host } = spotLayer;
  setStyle(styleOf(host), "visibility", "hidden", IMPORTANT);
  const below = atInDocument(document, event.clientX, event.clientY);
  setStyle(styleOf(host), "visibility", "visible", IMPORTANT);
  lit = below && (closest(below, BLOCKS) || below);
  place();
}

/** The hole: what was touched, else the field that has the focus and its words. */
function hole() {
  const element = lit && connected(lit) ? lit : focused();
  if (!element) return null;
  const found = rectangle(element);
  return found.width && found.height ? found : null;
}

function place() {
  if (!spotLayer) return;
  if (!connected(spotLayer.host)) spotLayer.show();
  const found = hole();
  const [left, top, right, bottom] = found
    ? [found.left - ROUND, found.top - ROUND, found.right + ROUND, found.bottom + ROUND].map(Math.round)
    : [0, 0, 0, 0];
  const key = `${left},${top},${right},${bottom}`;
  if (key === spotLayer.key) return;
  spotLayer.key = key;
  const box = (made, x, y, width, height) => {
    made.style.cssText = `left:${x};top:${y};width:${width};height:${height}`;
  };
  const [above, below, before, after, edge] = spotLayer.parts;
  box(above, "0", "0", "100%", `${Math.max(0, top)}px`);
  box(below, "0", `${Math.max(0, bottom)}px`, "100%", `calc(100% - ${Math.max(0, bottom)}px)`);
  box(before, "0", `${Math.max(0, top)}px`, `${Math.max(0, left)}px`, `${Math.max(0, bottom - Math.max(0, top))}px`);
  box(after, `${right}px`, `${Math.max(0, top)}px`, `calc(100% - ${right}px)`, `${Math.max(0, bottom - Math.max(0, top))}px`);
  box(edge, `${left}px`, `${top}px`, `${right - left}px`, `${bottom - top}px`);
  edge.hidden = !found;
}

/** Show where there is something, without saying what. */
function bars() {
  const edge = spotLayer.parts[4];
  const made = [];
  const found = hole();
  for (const element of inDocument(document, BLOCKS)) {
    if (made.length >= BARS_MOST) break;
    const at = rectangle(element);
    const inSight = at.width > 8 && at.height > 8 && at.bottom > 0 && at.top < innerHeight && at.height < innerHeight;
    const lies = found && at.left < found.right && at.right > found.left && at.top < found.bottom && at.bottom > found.top;
    if (!inSight || lies) continue;
    const bar = create(document, "div");
    bar.className = "bar";
    bar.style.cssText = `left:${at.left}px;top:${at.top}px;width:${at.width}px;height:${at.height}px`;
    made.push(bar);
  }
  spotLayer.bars.replaceChildren(...made);
  edge.parentNode.appendChild(edge);
}

function follow(now) {
  place();
  if (!(now - spotLayer.drawn < BARS_MS)) {
    spotLayer.drawn = now;
    bars();
  }
  frame = requestAnimationFrame(follow);
}

listen(window, "focusin", () => { lit = null; }, { capture: true, passive: true });

/** Put the spotlight on or out. */
function spot() {
  if (privacy.spotlight && !spotLayer && html(document)) {
    spotLayer = layer(SPOT_STYLES, false);
    spotLayer.key = "";
    spotLayer.parts = [part("cover", true), part("cover", true), part("cover", true), part("cover", true), part("hole")];
    spotLayer.bars = part("bars");
    spotLayer.show();
    follow(performance.now());
  } else if (!privacy.spotlight && spotLayer) {
    cancelAnimationFrame(frame);
    spotLayer.host.remove();
    spotLayer = lit = null;
  }
}
listen(window, "DOMContentLoaded", spot, { capture: true });
