// node scripts/captureThemes.mjs: what VS Code gives a webview in each theme (its variables, classes and default
// styles), into test/panel/themes. For when a new VS Code looks different; the panel's suite reads those files.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "./lib/browser.mjs";
import { startEditor } from "./lib/editorServer.mjs";
import { withModernNode } from "./lib/nodeRuntime.mjs";
import { root } from "./lib/paths.mjs";
import { Workbench } from "./lib/workbench.mjs";

/** Names of files, and what the setting calls the themes. */
const THEMES = {
  light: "Light Modern",
  dark: "Dark Modern",
  contrastDark: "Default High Contrast",
  contrastLight: "Default High Contrast Light",
};

await withModernNode(import.meta.url);
const { browser, context } = await launchBrowser();
try {
  for (const [name, theme] of Object.entries(THEMES)) {
    const look = await lookOf(theme);
    await writeFile(join(root, `test/panel/themes/${name}.json`), `${JSON.stringify(look, null, 2)}\n`);
    console.log(`${name}: ${Object.keys(look.variables).length} variables`);
  }
} finally {
  await browser.close();
}

/** @param {string} theme */
async function lookOf(theme) {
  const profile = await mkdtemp(join(tmpdir(), "inkling-themes-"));
  const folder = join(profile, "folder");
  await mkdir(folder);
  await writeFile(join(folder, "page.md"), "# A page\n");
  const editor = await startEditor({
    folder,
    userDataDir: join(profile, "user"),
    extensionsDir: join(profile, "extensions"),
    settings: { "workbench.colorTheme": theme },
    disableTrust: true,
    env: { EXTENSIONS_GALLERY: "{}" },
  });
  const page = await context.newPage();
  try {
    const workbench = new Workbench(page);
    await page.goto(editor.folderUrl);
    await page.locator(".statusbar").waitFor();
    await workbench.openFile("page.md");
    // Any webview will do, and Markdown's preview comes with VS Code.
    await page.locator(".editor-actions .codicon-open-preview").click();
    const preview = await workbench.panel(`body[data-vscode-theme-id="${theme}"]`);
    return await preview.locator("body").evaluate((body) => {
      const { style } = body.parentElement;
      const names = [...style].filter((property) => property.startsWith("--")).sort();
      return {
        bodyClass: [...body.classList].filter((each) => each.startsWith("vscode-")).join(" "),
        bodyData: { ...body.dataset },
        defaultStyles: body.parentElement.querySelector("#_defaultStyles").textContent,
        variables: Object.fromEntries(names.map((each) => [each, style.getPropertyValue(each)])),
      };
    });
  } finally {
    await page.close();
    await editor.stop();
    await rm(profile, { recursive: true, force: true });
  }
}
