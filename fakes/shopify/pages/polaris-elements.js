// Plain stand-ins for the few Polaris web components that the extensions use: enough to read and to click.
{
  const css = `
:host { font: 13px/20px Inter, system-ui, sans-serif; color: #303030; box-sizing: border-box; }
* { box-sizing: border-box; }
:focus-visible { outline: 2px solid #005bd3; outline-offset: 1px; }
.spinner { display: block; width: 20px; height: 20px; border: 2.5px solid #d0d0d0; border-top-color: #303030; border-radius: 50%; animation: turn 1s linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .spinner { animation: none; } }`;
  const escape = (text) => String(text ?? "").replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  function define(name, { props = [], style = "", html }) {
    class StandIn extends HTMLElement {
      static observedAttributes = props.map((prop) => prop.toLowerCase());
      constructor() {
        super();
        this.attachShadow({ mode: "open" });
      }
      connectedCallback() { this.draw(); }
      attributeChangedCallback() { if (this.isConnected) this.draw(); }
      draw() { this.shadowRoot.innerHTML = `<style>${css}${style}</style>${html(this)}`; }
      get fullHeight() {
        const parts = [...this.shadowRoot.querySelectorAll("[data-part]")];
        return parts.length ? Math.ceil(parts.reduce((sum, part) => sum + part.offsetHeight, 0)) : undefined;
      }
    }
    for (const prop of props) {
      Object.defineProperty(StandIn.prototype, prop, {
        get() {
          const value = this.getAttribute(prop);
          return value === "" ? true : (value ?? undefined);
        },
        set(value) {
          if (value === false || value === null || value === undefined) this.removeAttribute(prop);
          else this.setAttribute(prop, value === true ? "" : value);
        },
      });
    }
    customElements.define(name, StandIn);
  }

  define("s-admin-action", {
    props: ["heading", "loading"],
    style: `:host { display: flex; flex-direction: column; height: 100dvh; background: #fff; }
header { display: flex; align-items: center; gap: 8px; padding: 12px 16px; background: #f3f3f3; font-weight: 650; font-size: 14px; }
header span { margin-right: auto; } header button { border: 0; background: none; font: inherit; width: 28px; height: 28px; border-radius: 8px; cursor: pointer; color: #616161; }
.in { flex: 1; overflow-y: auto; } .in > div { padding: 16px; } .wait { display: grid; place-items: center; min-height: 120px; }
footer { display: flex; flex-direction: row-reverse; flex-wrap: wrap; gap: 8px; padding: 12px 16px; border-top: 1px solid #e3e3e3; }`,
    html: (e) => `<header data-part><span role="heading" aria-level="2">${escape(e.heading)}</span><button data-closes aria-label="×">✕</button></header>
<div class="in" aria-busy="${!!e.loading}">${e.loading ? '<div class="wait" data-part><span class="spinner" role="progressbar"></span></div>' : "<div data-part><slot></slot></div>"}</div>
<footer data-part><slot name="primary-action"></slot><slot name="secondary-actions"></slot></footer>`,
  });
  define("s-admin-block", {
    props: ["heading"],
    style: ":host { display: block; padding: 16px; background: #fff; } h2 { margin: 0 0 8px; font-size: 14px; line-height: 20px; font-weight: 650; }",
    html: (e) => `<h2>${escape(e.heading)}</h2><slot></slot>`,
  });
  define("s-stack", {
    props: ["direction", "gap", "alignItems"],
    style: ":host { display: flex; flex-direction: column; gap: 12px; min-width: 0; } :host([direction=inline]) { flex-direction: row; flex-wrap: wrap; } :host([gap^=small]) { gap: 6px; } :host([alignitems=center]) { align-items: center; }",
    html: () => "<slot></slot>",
  });
  define("s-text", { props: ["type", "color", "tone"], style: ":host([type=strong]) { font-weight: 650; } :host([color=subdued]) { color: #616161; } :host([tone=caution]) { color: #8a6116; }", html: () => "<slot></slot>" });
  define("s-paragraph", { style: ":host { display: block; }", html: () => "<slot></slot>" });
  define("s-badge", {
    props: ["tone"],
    style: `:host { padding: 1px 8px; border-radius: 8px; background: #e3e3e3; font-size: 12px; font-weight: 550; white-space: nowrap; align-self: start; } :host([tone=success]) { background: #cdfed4; color: #014b40; }
:host([tone=info]) { background: #d5ebff; color: #003a5a; } :host([tone=caution]) { background: #fff1b8; color: #4f4700; } :host([tone=warning]) { background: #ffd6a4; color: #5e4200; } :host([tone=critical]) { background: #fee8eb; color: #8e0b21; }`,
    html: () => "<slot></slot>",
  });
  define("s-banner", {
    props: ["heading", "tone"],
    style: `:host { display: block; border-radius: 10px; padding: 10px 12px; background: #f3f3f3; overflow-wrap: anywhere; } :host([tone=info]) { background: #eaf4ff; } :host([tone=success]) { background: #cdfed4; }
:host([tone=warning]) { background: #fff1e3; } :host([tone=critical]) { background: #fee8eb; } b { display: block; } div { display: grid; gap: 4px; }`,
    html: (e) => `<div role="${e.tone === "critical" ? "alert" : "status"}">${e.heading ? `<b>${escape(e.heading)}</b>` : ""}<slot></slot></div>`,
  });
  define("s-thumbnail", {
    props: ["src", "alt", "size"],
    style: ":host { flex: none; } img { display: block; width: 60px; height: 60px; border: 1px solid #e3e3e3; border-radius: 8px; object-fit: cover; background: #fafafa; }",
    html: (e) => `<img src="${escape(e.src)}" alt="${escape(e.alt === true ? "" : e.alt)}">`,
  });
  define("s-link", { props: ["href"], style: "a { color: #005bd3; cursor: pointer; text-decoration: underline; }", html: () => '<a role="link" tabindex="0"><slot></slot></a>' });
  define("s-button", {
    props: ["variant", "disabled", "loading", "href"],
    style: `:host([disabled]) { pointer-events: none; } button { display: flex; align-items: center; gap: 6px; padding: 5px 12px; border: 1px solid #ccc; border-radius: 8px; background: #fff; color: #303030; font: 550 13px/18px Inter, system-ui, sans-serif; cursor: pointer; }
button.primary { background: #303030; border-color: #303030; color: #fff; } button:disabled { opacity: .5; cursor: default; } .spinner { width: 14px; height: 14px; }`,
    html: (e) => `<button class="${escape(e.variant)}" ${e.disabled || e.loading ? "disabled" : ""} aria-busy="${!!e.loading}">${e.loading ? '<span class="spinner"></span>' : ""}<slot></slot></button>`,
  });
  define("s-spinner", { props: ["accessibilityLabel"], html: (e) => `<span class="spinner" role="progressbar" aria-label="${escape(e.accessibilityLabel)}"></span>` });
  document.head.append(Object.assign(document.createElement("style"), { textContent: "body { margin: 0; }" }));
}
