// That the network allows what the configurations call, and nothing else: on
// the side of who calls, and of who is called.
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import type { Tell } from "./files";
import { portsOf } from "./network";
import { type Labels, type Objects, selects } from "./objects";

type Selector = NonNullable<INetworkPolicy["spec"]>["podSelector"];

const isClosed = ({ spec }: INetworkPolicy) =>
  Object.keys(spec?.podSelector ?? {}).length === 0 &&
  !spec?.ingress &&
  !spec?.egress &&
  spec?.policyTypes?.join() === "Ingress,Egress";

// `A>B` for each A that may connect to B, both being workloads; by what A's
// policies say, or B's.
function allowed(objects: Objects, side: "egress" | "ingress", tell: Tell) {
  const workloads = objects.workloads();
  const pairs: string[] = [];
  const selected = (selector: Selector | undefined) =>
    workloads.filter((it) =>
      selects((selector?.matchLabels ?? {}) as Labels, it.labels),
    );
  for (const { metadata, spec } of objects.of("NetworkPolicy")) {
    const rules =
      side === "egress"
        ? (spec?.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }))
        : (spec?.ingress ?? []).map(({ from, ports }) => ({
            peers: from,
            ports,
          }));
    for (const { peers, ports } of rules) {
      // None named would mean all.
      if (!peers?.length || !ports?.length)
        tell(`NetworkPolicy ${metadata?.name}: is open`);
      for (const peer of peers ?? []) {
        if (peer.namespaceSelector || peer.ipBlock) continue;
        for (const here of selected(spec?.podSelector)) {
          for (const there of selected(peer.podSelector)) {
            const [from, to] =
              side === "egress" ? [here, there] : [there, here];
            const meets = ports?.some((it) =>
              portsOf(to).includes(it.port as number),
            );
            if (meets) pairs.push(`${from.name}>${to.name}`);
          }
        }
      }
    }
  }
  return pairs.sort();
}

// What configurations call.
function called(objects: Objects) {
  const pairs = new Set<string>();
  for (const it of objects.of("ConfigMap")) {
    const caller = /^config-(.*)-[a-z0-9]+$/.exec(it.metadata!.name!)?.[1];
    for (const text of Object.values(it.data ?? {})) {
      for (const [, callee] of text.matchAll(
        /address: "[a-z0-9-]+\.([a-z-]+):/g,
      )) {
        pairs.add(`${caller}>${callee}`);
      }
    }
  }
  return [...pairs].sort();
}

export function checkPolicies(objects: Objects, tell: Tell) {
  if (!objects.of("NetworkPolicy").some(isClosed)) {
    tell("NetworkPolicy: what none allows is not closed");
  }
  const wanted = called(objects).join(" ");
  for (const side of ["egress", "ingress"] as const) {
    const pairs = allowed(objects, side, tell).join(" ");
    if (pairs !== wanted)
      tell(`${side} allows ${pairs}\nbut called is ${wanted}`);
  }
}
