// Checks that objects made by k8s/give are what pods want of the operator, but
// for tls-public. Prints what does not hold; then ends with 1.
//
// Usage: node given.js FILE.yaml
import { givenConfigMaps, givenSecrets } from "../given";
import { Objects } from "./objects";

const [file] = process.argv.slice(2);
const objects = new Objects(file);

// `NAME: KEY KEY` of each; the keys only where given.ts names them.
function sorted(all: Record<string, string[]>) {
  return Object.entries(all)
    .map(([name, keys]) => `${name}: ${[...keys].sort().join(" ")}`)
    .sort();
}

function compare(
  kind: "Secret" | "ConfigMap",
  wanted: Record<string, string[]>,
) {
  const made: Record<string, string[]> = {};
  for (const { metadata, data } of objects.of(kind)) {
    const name = metadata!.name!;
    made[name] = wanted[name]?.length === 0 ? [] : Object.keys(data ?? {});
  }
  const [here, there] = [sorted(made).join("\n"), sorted(wanted).join("\n")];
  if (here === there) return;
  console.error(`${kind}s made:\n${here}\nwanted:\n${there}`);
  process.exitCode = 1;
}

const { "tls-public": _, ...secrets } = givenSecrets;
compare("Secret", secrets);
compare("ConfigMap", givenConfigMaps);
