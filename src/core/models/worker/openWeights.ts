import { open } from "node:fs/promises";
import { getLlama, LlamaLogLevel, type Llama, type LlamaModel } from "node-llama-cpp";
import { ModelError } from "../modelError";
import type { Weights } from "./embeddedMessages";

/** Opens a GGUF file with llama.cpp. Throws ModelError "fileNotFound", "badFile" or "engineFailed". */
export async function openWeights({ path, gpu = defaultGpu() }: Weights): Promise<LlamaModel> {
  await checkFile(path);
  const llama = await startLlama(gpu);
  try {
    return await llama.loadModel({ modelPath: path, gpuLayers: gpuLayers(gpu) });
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : "";
    throw new ModelError("badFile", { subject: path, detail, cause });
  }
}

function defaultGpu(): "auto" | "off" {
  return process.platform === "darwin" ? "auto" : "off";
}

function gpuLayers(gpu: "auto" | "off" | number) {
  if (typeof gpu === "number") return { max: gpu };
  return gpu === "off" ? 0 : gpu;
}

async function startLlama(gpu: "auto" | "off" | number): Promise<Llama> {
  // On Apple's processors the one binary has Metal in it; it leaves the card alone when no layer is given to it.
  // "auto" takes the best binary that is there, and that may be the one for the processor.
  const withoutCard = gpu === "off" && process.platform !== "darwin";
  try {
    return await getLlama({
      gpu: withoutCard ? false : "auto",
      build: "never",
      skipDownload: true,
      progressLogs: false,
      logLevel: LlamaLogLevel.disabled,
    });
  } catch (cause) {
    throw new ModelError("engineFailed", {
      detail: cause instanceof Error ? cause.message : "no binary",
      cause,
    });
  }
}

/** Every GGUF file begins with these four bytes (ggml's docs/gguf.md). */
const GGUF_MAGIC = "GGUF";

async function checkFile(path: string): Promise<void> {
  const file = await open(path).catch((cause: unknown) => {
    throw new ModelError("fileNotFound", { subject: path, cause });
  });
  try {
    const isFile = (await file.stat()).isFile();
    const magic = isFile ? (await file.read(Buffer.alloc(4), 0, 4, 0)).buffer.toString("latin1") : "";
    if (magic !== GGUF_MAGIC) {
      throw new ModelError("badFile", { subject: path, detail: "not GGUF" });
    }
  } finally {
    await file.close();
  }
}
