// The import law of the design lives here: who may import whom (see CONTRIBUTING.md).
import js from "@eslint/js";
import globals from "globals";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** A zone: files under `target` may not import files under `from`, but for `except` (relative to `from`). */
const zone = (target, from, except, message) => ({ target, from, except, message });

const src = (folder) => `./src/${folder}`;
const core = "core is pure: it imports nothing of ours outside itself";

/** Inside core: common ← models, text, settings ← prompts ← rewrite, completion, chat, review, understanding. */
const coreZones = [
  ["common", ["common"]],
  ["text", ["common", "text"]],
  ["settings", ["common", "settings"]],
  ["models", ["common", "models", "settings"]],
  ["prompts", ["common", "models", "text", "settings", "prompts"]],
  ["rewrite", ["common", "models", "text", "settings", "prompts", "rewrite"]],
  ["completion", ["common", "models", "text", "settings", "prompts", "completion"]],
  ["chat", ["common", "models", "text", "settings", "prompts", "chat"]],
  ["review", ["common", "text", "review"]],
  ["understanding", ["common", "models", "text", "settings", "prompts", "understanding"]],
].map(([folder, allowed]) =>
  zone(
    src(`core/${folder}`),
    src("core"),
    allowed.map((name) => `./${name}`),
    `core/${folder} may import only ${allowed.join(", ")}`,
  ),
);

const features = [
  "actions",
  "review",
  "ghostText",
  "chatPanel",
  "chatParticipant",
  "models",
  "weights",
  "modelProvider",
  "understanding",
  "templates",
];

/** Of the extension, and of what runs in a browser. */
const PROJECTS = ["./tsconfig.json", "./src/webview/tsconfig.json", "./test/panel/tsconfig.json"];

const zones = [
  zone(src("core"), "./src", ["./core"], core),
  zone(src("protocol"), "./src", ["./protocol"], "protocol imports nothing"),
  zone(src("webview"), "./src", ["./webview", "./protocol"], "webview imports only protocol"),
  zone(src("platform"), "./src", ["./platform", "./core"], "platform imports only core"),
  ...features.map((name) =>
    zone(
      src(`features/${name}`),
      "./src",
      [`./features/${name}`, "./platform", "./core", "./protocol"],
      "a feature never imports another feature: share through platform or core",
    ),
  ),
  ...coreZones,
  zone("./src", "./test", [], "the product never imports its tests"),
];

/** Where model SDKs are known: the adapters, the child process, chat templates and the download. */
const SDK_FOLDERS = ["providers", "worker", "catalogue", "weights"].map(
  (f) => `src/core/models/${f}/**/*.ts`,
);
const SDKS = ["openai", "openai/*", "@huggingface/*", "node-llama-cpp"];
const sdkRule = {
  group: SDKS,
  message: "model SDKs are imported in core/models/{providers,worker,catalogue,weights} only",
};
const vscodeRule = { name: "vscode", message: "only platform, features and extension.ts know the editor" };

export default tseslint.config(
  { ignores: ["dist", "node_modules", ".vscode-test", "test-results", "media/model"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: PROJECTS },
    },
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [createTypeScriptImportResolver({ project: PROJECTS })],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
    },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones }],
      "import-x/no-cycle": "error",
      "import-x/no-default-export": "error",
      "max-lines": ["error", { max: 250 }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["src/**/*.ts", "src/**/*.tsx"],
    ignores: SDK_FOLDERS,
    rules: { "no-restricted-imports": ["error", { patterns: [sdkRule] }] },
  },
  {
    files: ["src/core/**/*.ts", "src/protocol/**/*.ts", "src/webview/**/*.ts", "src/webview/**/*.tsx"],
    ignores: SDK_FOLDERS,
    rules: { "no-restricted-imports": ["error", { paths: [vscodeRule], patterns: [sdkRule] }] },
  },
  {
    files: SDK_FOLDERS,
    rules: { "no-restricted-imports": ["error", { paths: [vscodeRule] }] },
  },
  {
    files: ["src/extension.ts"],
    rules: { "max-lines": ["error", { max: 120 }] },
  },
  {
    files: ["test/**/*.ts", "test/**/*.tsx"],
    rules: {
      "max-lines": ["error", { max: 400 }],
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-empty-function": "off",
    },
  },
  {
    files: ["*.config.ts"],
    rules: { "import-x/no-default-export": "off" },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: globals.node },
  },
);
