import type { ChatPrompt } from "../../../../../src/core/models/prompt";

/** A prompt as the model's maker, or who measured it, published it; without the BOS token in front. */
export interface FormatExample {
  readonly format: string;
  readonly source: string;
  readonly prompt: ChatPrompt;
  readonly text: string;
}

const chat = (system: string | undefined, ...turns: readonly string[]): ChatPrompt => ({
  kind: "chat",
  ...(system !== undefined && { system }),
  messages: turns.map((content, index) => ({ role: index % 2 === 0 ? "user" : "assistant", content })),
});

/** The conversation of llama.cpp's tests. */
const LLAMA_CPP = "https://github.com/ggml-org/llama.cpp/blob/master/tests/test-chat-template.cpp";
const conversation = (system?: string) =>
  chat(system, "Hello", "Hi there", "Who are you", "   I am an assistant   ", "Another question");
const helpful = conversation("You are a helpful assistant");

const MISTRAL = "https://github.com/mistralai/cookbook/blob/main/concept-deep-dive/tokenization/templates.md";
const mistral = chat(undefined, "Hello, how are you?", "Fine, and you?", "I'm doing great!");

const INTRO =
  "Below is an instruction that describes a task. Write a response that appropriately completes the request.";
const MPT_CHAT = "https://github.com/lm-sys/FastChat/blob/main/fastchat/conversation.py";
const STABLELM_SYSTEM = `# StableLM Tuned (Alpha version)
- StableLM is a helpful and harmless open-source AI language model developed by StabilityAI.
- StableLM is excited to be able to help the user, but will refuse to do anything that could be considered harmful to the user.
- StableLM is more than just an information source, StableLM is also able to write poetry, short stories, and make jokes.
- StableLM will refuse to participate in anything that could harm a human.
`;
const im = (role: string, content: string) => `<|im_start|>${role}\n${content}<|im_end|>\n`;
const OPEN_IM = "<|im_start|>assistant\n";
const hub = (id: string) => `https://huggingface.co/${id}`;
const config = (id: string) => `${hub(id)}/blob/main/tokenizer_config.json`;

const example = (format: string, source: string, prompt: ChatPrompt, text: string): FormatExample => ({
  format,
  source,
  prompt,
  text,
});

export const FORMAT_EXAMPLES: readonly FormatExample[] = [
  example(
    "chatml",
    LLAMA_CPP,
    helpful,
    "<|im_start|>system\nYou are a helpful assistant<|im_end|>\n<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\nHi there<|im_end|>\n<|im_start|>user\nWho are you<|im_end|>\n<|im_start|>assistant\n   I am an assistant   <|im_end|>\n<|im_start|>user\nAnother question<|im_end|>\n<|im_start|>assistant\n",
  ),
  example(
    "qwen2",
    config("Qwen/Qwen2-7B-Instruct"),
    chat(undefined, "Hello"),
    `${im("system", "You are a helpful assistant.")}${im("user", "Hello")}${OPEN_IM}`,
  ),
  example(
    "qwen2.5",
    config("Qwen/Qwen2.5-7B-Instruct"),
    chat(undefined, "Give me a short introduction to large language model."),
    `${im("system", "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.")}${im("user", "Give me a short introduction to large language model.")}${OPEN_IM}`,
  ),
  example(
    "qwq",
    config("Qwen/QwQ-32B"),
    chat(undefined, 'How many r\'s are in the word "strawberry"'),
    `${im("user", 'How many r\'s are in the word "strawberry"')}${OPEN_IM}<think>\n`,
  ),
  example(
    "smollm2",
    config("HuggingFaceTB/SmolLM2-1.7B-Instruct"),
    chat(undefined, "What is the capital of France."),
    `${im("system", "You are a helpful AI assistant named SmolLM, trained by Hugging Face")}${im("user", "What is the capital of France.")}${OPEN_IM}`,
  ),
  example(
    "mpt-7b-chat",
    MPT_CHAT,
    chat(undefined, "What is a quoll?"),
    `<|im_start|>system
- You are a helpful assistant chatbot trained by MosaicML.
- You answer questions.
- You are excited to be able to help the user, but will refuse to do anything that could be considered harmful to the user.
- You are more than just an information source, you are also able to write poetry, short stories, and make jokes.<|im_end|>
<|im_start|>user
What is a quoll?<|im_end|>
<|im_start|>assistant
`,
  ),
  example(
    "mpt-30b-chat",
    MPT_CHAT,
    chat(undefined, "What is a quoll?"),
    `${im("system", "A conversation between a user and an LLM-based AI assistant. The assistant gives helpful and honest answers.")}${im("user", "What is a quoll?")}${OPEN_IM}`,
  ),
  example(
    "stablelm-alpha",
    "https://github.com/Stability-AI/StableLM#quickstart",
    chat(undefined, "What's your mood today?"),
    `<|SYSTEM|>${STABLELM_SYSTEM}<|USER|>What's your mood today?<|ASSISTANT|>`,
  ),
  example(
    "stablelm-zephyr",
    hub("stabilityai/stablelm-2-zephyr-1_6b"),
    chat(undefined, "Which famous math number begins with 1.6 ...?"),
    "<|user|>\nWhich famous math number begins with 1.6 ...?<|endoftext|>\n<|assistant|>\n",
  ),
  example(
    "dolly",
    "https://github.com/databrickslabs/dolly/blob/master/training/consts.py",
    chat(undefined, "Write a love letter to Edgar Allan Poe."),
    `${INTRO}\n\n### Instruction:\nWrite a love letter to Edgar Allan Poe.\n\n### Response:\n`,
  ),
  example(
    "mpt-instruct",
    hub("mosaicml/mpt-7b-instruct"),
    chat(undefined, "James decides to run 3 sprints 3 times a week."),
    `${INTRO}\n### Instruction:\nJames decides to run 3 sprints 3 times a week.\n### Response:\n`,
  ),
  example(
    "mpt-30b-instruct",
    hub("mosaicml/mpt-30b-instruct"),
    chat(undefined, "Tell me a funny joke.\nDon't make it too funny though."),
    `${INTRO}\n\n###Instruction\nTell me a funny joke.\nDon't make it too funny though.\n\n### Response\n`,
  ),
  example(
    "h2ogpt",
    `${hub("h2oai/h2ogpt-gm-oasst1-en-2048-falcon-7b-v3")}/discussions/2`,
    chat(undefined, "Why is drinking water so healthy?"),
    "<|prompt|>Why is drinking water so healthy?<|endoftext|><|answer|>",
  ),
  example(
    "h2ogpt-llama",
    "https://github.com/h2oai/h2ogpt/blob/main/src/prompter.py",
    chat(undefined, "Why is drinking water so healthy?"),
    "<|prompt|>Why is drinking water so healthy?</s><|answer|>",
  ),
  example(
    "h2o-danube",
    hub("h2oai/h2o-danube-1.8b-chat"),
    chat("You are a friendly chatbot", "Why is drinking water so healthy?"),
    "<|system|>You are a friendly chatbot</s><|prompt|>Why is drinking water so healthy?</s><|answer|>",
  ),
  example(
    "h2ogpt-human-bot",
    "https://github.com/h2oai/h2ogpt/blob/main/docs/FAQ.md",
    chat(undefined, "Who are you?", "My name is h2oGPT.", "Can you write a poem about horses?"),
    "<human>: Who are you?\n<bot>: My name is h2oGPT.\n<human>: Can you write a poem about horses?\n<bot>:",
  ),
  example(
    "falcon-instruct",
    config("tiiuae/falcon-7b-instruct"),
    helpful,
    "You are a helpful assistant\n\nUser: Hello\n\nAssistant: Hi there\n\nUser: Who are you\n\nAssistant: I am an assistant\n\nUser: Another question\n\nAssistant:",
  ),
  example(
    "falcon-180b-chat",
    MPT_CHAT,
    chat("You are a helpful assistant", "Hello", "Hi there", "Who are you"),
    "System: You are a helpful assistant\nUser: Hello\nFalcon: Hi there\nUser: Who are you\nFalcon:",
  ),
  example(
    "falcon3",
    config("tiiuae/Falcon3-7B-Instruct"),
    chat("You are a helpful assistant", "Hello"),
    "<|system|>\nYou are a helpful assistant\n<|user|>\nHello\n<|assistant|>\n",
  ),
  example(
    "llama-2",
    hub("blog/llama2#how-to-prompt-llama-2"),
    chat("You are a helpful assistant", "Hello", "Hi there", "Who are you"),
    "[INST] <<SYS>>\nYou are a helpful assistant\n<</SYS>>\n\nHello [/INST] Hi there </s><s>[INST] Who are you [/INST]",
  ),
  example(
    "llama-3",
    LLAMA_CPP,
    helpful,
    "<|start_header_id|>system<|end_header_id|>\n\nYou are a helpful assistant<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nHello<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHi there<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nWho are you<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nI am an assistant<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nAnother question<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
  ),
  example(
    "llama-4",
    "https://github.com/meta-llama/llama-models/blob/main/models/llama4/prompt_format.md",
    chat("You are a helpful assistant", "Answer who are you in the form of jeopardy?"),
    "<|header_start|>system<|header_end|>\n\nYou are a helpful assistant<|eot|><|header_start|>user<|header_end|>\n\nAnswer who are you in the form of jeopardy?<|eot|><|header_start|>assistant<|header_end|>\n\n",
  ),
  example(
    "gemma",
    LLAMA_CPP,
    helpful,
    "<start_of_turn>user\nYou are a helpful assistant\n\nHello<end_of_turn>\n<start_of_turn>model\nHi there<end_of_turn>\n<start_of_turn>user\nWho are you<end_of_turn>\n<start_of_turn>model\nI am an assistant<end_of_turn>\n<start_of_turn>user\nAnother question<end_of_turn>\n<start_of_turn>model\n",
  ),
  // Behind <s> the published text has a space: SentencePiece puts it before any text, the server's does too.
  example(
    "mistral-v1",
    MISTRAL,
    mistral,
    "[INST] Hello, how are you? [/INST] Fine, and you?</s> [INST] I'm doing great! [/INST]",
  ),
  example(
    "mistral-v3",
    MISTRAL,
    mistral,
    "[INST] Hello, how are you?[/INST] Fine, and you?</s>[INST] I'm doing great![/INST]",
  ),
  example(
    "mistral-v3-tekken",
    MISTRAL,
    mistral,
    "[INST]Hello, how are you?[/INST]Fine, and you?</s>[INST]I'm doing great![/INST]",
  ),
  example(
    "mistral-v7",
    LLAMA_CPP,
    helpful,
    "[SYSTEM_PROMPT] You are a helpful assistant[/SYSTEM_PROMPT][INST] Hello[/INST] Hi there</s>[INST] Who are you[/INST]    I am an assistant   </s>[INST] Another question[/INST]",
  ),
  example(
    "mistral-v7-tekken",
    hub("mistralai/Mistral-Small-24B-Instruct-2501#basic-instruct-template-v7-tekken"),
    chat("<system prompt>", "<user message>", "<assistant response>", "<user message>"),
    "[SYSTEM_PROMPT]<system prompt>[/SYSTEM_PROMPT][INST]<user message>[/INST]<assistant response></s>[INST]<user message>[/INST]",
  ),
  example(
    "phi-3",
    LLAMA_CPP,
    helpful,
    "<|system|>\nYou are a helpful assistant<|end|>\n<|user|>\nHello<|end|>\n<|assistant|>\nHi there<|end|>\n<|user|>\nWho are you<|end|>\n<|assistant|>\n   I am an assistant   <|end|>\n<|user|>\nAnother question<|end|>\n<|assistant|>\n",
  ),
  example(
    "phi-4",
    LLAMA_CPP,
    helpful,
    "<|im_start|>system<|im_sep|>You are a helpful assistant<|im_end|><|im_start|>user<|im_sep|>Hello<|im_end|><|im_start|>assistant<|im_sep|>Hi there<|im_end|><|im_start|>user<|im_sep|>Who are you<|im_end|><|im_start|>assistant<|im_sep|>   I am an assistant   <|im_end|><|im_start|>user<|im_sep|>Another question<|im_end|><|im_start|>assistant<|im_sep|>",
  ),
  example(
    "phi-4-mini",
    hub("microsoft/Phi-4-mini-instruct"),
    chat("Insert System Message", "Insert User Message"),
    "<|system|>Insert System Message<|end|><|user|>Insert User Message<|end|><|assistant|>",
  ),
  example(
    "deepseek-v2",
    LLAMA_CPP,
    helpful,
    "You are a helpful assistant\n\nUser: Hello\n\nAssistant: Hi there<｜end▁of▁sentence｜>User: Who are you\n\nAssistant:    I am an assistant   <｜end▁of▁sentence｜>User: Another question\n\nAssistant:",
  ),
  example(
    "deepseek-v3",
    config("deepseek-ai/DeepSeek-V3"),
    chat(undefined, "Hi there.", "Hi!", "Tell me a joke."),
    "<｜User｜>Hi there.<｜Assistant｜>Hi!<｜end▁of▁sentence｜><｜User｜>Tell me a joke.<｜Assistant｜>",
  ),
  example(
    "deepseek-r1",
    config("deepseek-ai/DeepSeek-R1"),
    chat(undefined, "Hi there.", "Hi!", "Tell me a joke."),
    "<｜User｜>Hi there.<｜Assistant｜>Hi!<｜end▁of▁sentence｜><｜User｜>Tell me a joke.<｜Assistant｜><think>\n",
  ),
  example(
    "nemotron",
    hub("nvidia/Nemotron-4-340B-Instruct"),
    chat(undefined, "prompt 1", "response 1", "prompt 2"),
    "<extra_id_0>System\n\n<extra_id_1>User\nprompt 1\n<extra_id_1>Assistant\nresponse 1\n<extra_id_1>User\nprompt 2\n<extra_id_1>Assistant\n",
  ),
  // Without the line with the date; the answer is opened in the channel for final answers, so nothing is thought.
  example(
    "harmony",
    "https://github.com/openai/harmony/blob/main/docs/format.md",
    chat("Be brief.", "What is 2 + 2?", "2 + 2 = 4.", "What about 9 / 2?"),
    "<|start|>system<|message|>You are ChatGPT, a large language model trained by OpenAI.\nKnowledge cutoff: 2024-06\n\nReasoning: low\n\n# Valid channels: analysis, commentary, final. Channel must be included for every message.<|end|><|start|>developer<|message|># Instructions\n\nBe brief.<|end|><|start|>user<|message|>What is 2 + 2?<|end|><|start|>assistant<|channel|>final<|message|>2 + 2 = 4.<|end|><|start|>user<|message|>What about 9 / 2?<|end|><|start|>assistant<|channel|>final<|message|>",
  ),
];
