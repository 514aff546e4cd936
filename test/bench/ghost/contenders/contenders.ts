import { Careful } from "./careful";
import type { Contender, ContenderPorts } from "./contender";
import { Eager } from "./eager";
import { Inkling } from "./inkling";
import { Naive } from "./naive";

export const BASELINES = ["naive", "eager", "careful"] as const;
export const CONTENDERS = [...BASELINES, "inkling"] as const;

export type ContenderName = (typeof CONTENDERS)[number];

const MAKERS: Readonly<Record<ContenderName, new (ports: ContenderPorts) => Contender>> = {
  naive: Naive,
  eager: Eager,
  careful: Careful,
  inkling: Inkling,
};

export function makeContender(name: ContenderName, ports: ContenderPorts): Contender {
  return new MAKERS[name](ports);
}
