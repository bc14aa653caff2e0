// Writes the styles of the design system that pages use: the rules whose classes a template or a
// module names, and the tokens that these rules and our own styles lead to.
// `node .ci/styles.mjs FOLDER`, from the root of the checkout.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { PurgeCSS } from "purgecss";

const COMPONENTS = [
  "body", "button", "button-link", "checkbox", "custom-checkbox", "data-badge", "form-field-description",
  "form-label", "heading-1", "heading-2", "heading-3", "heading-4", "link", "pagination", "radio-button",
  "root", "select", "skip-link", "table", "textarea", "textbox",
];
const NOTICE =
  "/* Of @utrecht component packages (EUPL-1.2, Frameless B.V. and Gemeente Utrecht), what we use. */\n";
const BORDERS = ["/*!theme*/", "/*!own*/"];

const read = (path) => readFileSync(path, "utf8");
const styles = COMPONENTS.map((name) => read(`node_modules/@utrecht/${name}-css/dist/index.css`));
const theme = read("node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css");
// The public site is deployed without the other.
const own = ["explorer", "profiles"].filter(existsSync).flatMap((site) =>
  readdirSync(site, { recursive: true })
    .filter((path) => path.endsWith(".css"))
    .map((path) => read(`${site}/${path}`)),
);

// Without comments and spare spaces; PurgeCSS overlooks a token that follows a space, as in `var( --x)`.
const bare = (css) => css.replace(/\/\*(?!!).*?\*\//gs, "").replace(/\s+/g, " ").replace(/\( /g, "(");
// In one piece: a token is in use when any of the three uses it.
const [{ css }] = await new PurgeCSS().purge({
  content: ["templates/**/*.*", "explorer/**/*.py", "profiles/**/*.py"],
  css: [{ raw: [...styles, BORDERS[0], theme, BORDERS[1], ...own].map(bare).join("\n") }],
  variables: true,
  // Classes of our own may be put together by code, and the tokens that they use are used.
  safelist: [/^(?!utrecht-)/],
  defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
});
const [components, rest] = css.split(BORDERS[0]);
const [tokens] = rest.split(BORDERS[1]);
const folder = process.argv[2];
writeFileSync(`${folder}/utrecht/index.css`, NOTICE + components);
writeFileSync(`${folder}/voorbeeld/theme.css`, tokens);
