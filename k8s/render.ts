// Writes every object as JSON, with kustomizations for a base and an overlay
// for each installation, and the jobs of k8s/sync.
//
// Usage, from the root of the sources: node render.js DIR
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gatewayObjects } from "./base/gateway";
import { networkObjects } from "./base/network";
import { serviceObjects } from "./base/service";
import { kustomization } from "./kustomization";
import { namespaceName, services } from "./names";
import { overlay } from "./overlays/overlay";
import { single } from "./overlays/single";
import { split } from "./overlays/split";
import { cronJob } from "./sync/cron-job";

const [out] = process.argv.slice(2);

function write(path: string, content: string) {
  mkdirSync(dirname(`${out}/${path}`), { recursive: true });
  writeFileSync(`${out}/${path}`, content);
}

const json = (content: unknown) => `${JSON.stringify(content, null, 2)}\n`;

// As a `List`, which kubectl and kustomize take apart.
const list = (items: object[]) =>
  json({ apiVersion: "v1", kind: "List", items });

// Files of deploy/FOLDER as a ConfigMap.
function shipped(folder: string) {
  cpSync(`deploy/${folder}`, `${out}/base/${folder}`, { recursive: true });
  const files = readdirSync(`deploy/${folder}`).map((it) => `${folder}/${it}`);
  return { name: folder, files };
}

function writeBase() {
  const groups: Record<string, object[]> = {
    network: networkObjects,
    gateway: gatewayObjects,
  };
  for (const name of services) groups[name] = serviceObjects(name);
  for (const [name, objects] of Object.entries(groups)) {
    write(`base/${name}.json`, list(objects));
  }
  write(
    "base/kustomization.yaml",
    json(
      kustomization({
        namespace: namespaceName,
        resources: Object.keys(groups).map((name) => `${name}.json`),
        configMapGenerator: ["policies", "calendar", "templates"].map(shipped),
      }),
    ),
  );
}

writeBase();
for (const [name, installation] of Object.entries({ single, split })) {
  const { kustomization, files } = overlay(installation);
  write(`overlays/${name}/kustomization.yaml`, json(kustomization));
  for (const [path, text] of Object.entries(files)) {
    write(`overlays/${name}/${path}`, text);
  }
}
write("sync/cron-job.json", json(cronJob));
