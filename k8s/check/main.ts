// Checks what the objects of a rendered overlay say of each other, which
// neither their types nor kustomize do. Prints what does not hold; then ends
// with 1.
//
// Usage: node main.js OVERLAY.yaml
import { checkClosed } from "./closed";
import { checkConfiguration } from "./configuration";
import { filesOf } from "./files";
import { checkNetwork } from "./network";
import { Objects } from "./objects";
import { checkPolicies } from "./policies";

const [file] = process.argv.slice(2);
const objects = new Objects(file);
const tell = (message: string) => {
  console.error(`${file}: ${message}`);
  process.exitCode = 1;
};

for (const it of objects.workloads()) {
  checkClosed(it, tell);
  checkConfiguration(objects, it, filesOf(objects, it, tell), tell);
}
checkNetwork(objects, tell);
checkPolicies(objects, tell);
