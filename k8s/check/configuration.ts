// That every configuration names files that are there, and addresses at which
// somebody listens; that instances share the partitions.
import { posix } from "node:path";
import type { Tell } from "./files";
import type { Objects, Workload } from "./objects";

const partitionCount = 16;

const all = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map((it) => it[1]);

function checkFiles(
  it: Workload,
  path: string,
  files: Map<string, string>,
  tell: Tell,
) {
  const folder = posix.dirname(path);
  for (const named of all(files.get(path)!, /^\s*\w+_file: "(.*)"/gm)) {
    const file = posix.resolve(folder, named);
    if (!files.has(file)) tell(`${it.name}: ${path} names ${file}: not there`);
  }
  for (const named of all(
    files.get(path)!,
    /^\s*(?:key|template)_directory: "(.*)"/gm,
  )) {
    const mounted = posix.resolve(folder, named);
    const mounts = it.container.volumeMounts ?? [];
    if (!mounts.some((mount) => mount.mountPath === mounted)) {
      tell(`${it.name}: ${path} names ${mounted}: not mounted`);
    }
  }
}

// Pod and port of `POD.SERVICE:PORT`.
function checkAddress(
  objects: Objects,
  it: Workload,
  address: string,
  tell: Tell,
) {
  const match = /^(.*)-(\d+)\.(.*):(\d+)$/.exec(address);
  const callee = objects.workloads().find((each) => each.name === match?.[1]);
  const service = objects
    .of("Service")
    .find((each) => each.metadata?.name === match?.[3]);
  const port = Number(match?.[4]);
  if (
    !match ||
    !callee ||
    Number(match[2]) >= callee.replicas ||
    !service?.spec?.ports?.some((each) => each.port === port) ||
    !callee.container.ports?.some((each) => each.containerPort === port)
  ) {
    tell(`${it.name}: nobody is at ${address}`);
  }
}

// Those that `text` names behind `before`, all when none are named.
const partitions = (named: string) =>
  named === ""
    ? Array.from({ length: partitionCount }, (_, i) => i)
    : named.split(",").map(Number);

function checkWhole(it: Workload, shares: string[], what: string, tell: Tell) {
  const served = shares.flatMap(partitions).sort((a, b) => a - b);
  if (served.length !== partitionCount || !served.every((p, i) => p === i)) {
    tell(`${it.name}: ${what} do not share the partitions: ${served}`);
  }
}

function checkPeers(objects: Objects, it: Workload, text: string, tell: Tell) {
  const instance = /instances \{ address: "(.*?)" partitions: \[(.*?)\] \}/g;
  const shares: Record<string, string[]> = {};
  for (const [, address, share] of text.matchAll(instance)) {
    checkAddress(objects, it, address, tell);
    const service = address.replace(/^.*?\./, "");
    (shares[service] ??= []).push(share);
  }
  for (const [service, each] of Object.entries(shares)) {
    checkWhole(it, each, `instances of ${service}`, tell);
  }
}

export function checkConfiguration(
  objects: Objects,
  it: Workload,
  files: Map<string, string>,
  tell: Tell,
) {
  const [argument] = it.container.args ?? [];
  const ofPods = it.keepsData
    ? Array.from({ length: it.replicas }, (_, i) =>
        argument.replace("$(POD_NAME)", `${it.name}-${i}`),
      )
    : [argument];
  for (const path of ofPods) {
    const text = files.get(path);
    if (text === undefined) {
      tell(`${it.name}: no ${path}`);
      continue;
    }
    if (/@[A-Z_]+@/.test(text)) tell(`${it.name}: ${path} has a gap`);
    checkFiles(it, path, files, tell);
    checkPeers(objects, it, text, tell);
    const [address] = all(text, /address: "0\.0\.0\.0:(\d+)"/g).map(Number);
    if (!it.container.ports?.some((each) => each.containerPort === address)) {
      tell(`${it.name}: ${path} listens on ${address}, the container does not`);
    }
  }
  if (!it.keepsData) return;
  const shares = ofPods.map(
    (path) => all(files.get(path) ?? "", /^ {2}partitions: \[(.*)\]/gm)[0],
  );
  checkWhole(
    it,
    shares.filter((share) => share !== undefined),
    "its pods",
    tell,
  );
}
