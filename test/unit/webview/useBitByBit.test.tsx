import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, expect, it } from "vitest";
import { useBitByBit } from "../../../src/webview/chatPanel/useBitByBit";
import { emptyPage } from "./support/panel";

beforeEach(emptyPage);

const limits: number[] = [];
function Counted({ count }: { readonly count: number }) {
  limits.push(useBitByBit(count, 10));
  return null;
}
const draw = (count: number) => {
  const place = document.createElement("div");
  const show = (next: number) => void act(() => render(<Counted count={next} />, place));
  limits.length = 0;
  show(count);
  return show;
};

it("has no limit where there are few", () => {
  draw(10);
  expect(limits).toEqual([Infinity]);
});

it("grows by a step at a time, to no limit at all", async () => {
  draw(25);
  await expect.poll(() => limits).toEqual([10, 20, Infinity]);
});

it("comes to no limit although there are fewer for a while, as in a search", async () => {
  const show = draw(40);
  show(1);
  await expect.poll(() => limits.at(-1)).toBe(Infinity);
});
