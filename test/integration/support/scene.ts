import { startFakeOpenAiServer, type FakeModelServer } from "../../support/fakeOpenAiServer";
import { closeAll } from "./editor";
import { inkling, resetSettings } from "./inkling";
import { Messages } from "./messages";

/** What most suites need around each test: a fake server, an eye on the messages, an empty editor afterwards. */
export interface Scene {
  readonly server: FakeModelServer;
  readonly messages: Messages;
}

/** Call inside `describe`. The scene is set anew for each test. */
export function setScene(): Scene {
  const scene = {} as { server: FakeModelServer; messages: Messages };
  beforeEach(async () => {
    await inkling();
    scene.server = await startFakeOpenAiServer();
    scene.messages = new Messages();
  });
  afterEach(async () => {
    scene.messages.restore();
    await closeAll();
    await resetSettings();
    await scene.server.close();
  });
  return scene;
}
