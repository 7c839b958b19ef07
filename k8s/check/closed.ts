// That each runs its own program, and gets no more than it needs: no root,
// nothing to write to but its data, no secret in its environment, and bounded
// memory.
import type { Tell } from "./files";
import type { Workload } from "./objects";

export function checkClosed({ name, spec, container }: Workload, tell: Tell) {
  const security = container.securityContext;
  const rules: Record<string, boolean | undefined> = {
    "runs as root": spec.securityContext?.runAsNonRoot,
    "writes to its image": security?.readOnlyRootFilesystem,
    "may gain privileges": security?.allowPrivilegeEscalation === false,
    "keeps capabilities": security?.capabilities?.drop?.includes("ALL"),
    "has no seccomp profile":
      spec.securityContext?.seccompProfile?.type === "RuntimeDefault",
    "has a token of the cluster": spec.automountServiceAccountToken === false,
    "has no bound on memory, in Mi or Gi": /^\d+[MG]i$/.test(
      `${container.resources?.limits?.memory}`,
    ),
    "asks for no memory, in Mi or Gi": /^\d+[MG]i$/.test(
      `${container.resources?.requests?.memory}`,
    ),
    "runs another program": container.command?.join() === `creditproof-${name}`,
    "has several containers": spec.containers.length === 1,
    "takes more than its name from the environment":
      !container.envFrom &&
      (container.env ?? []).every(
        (it) => it.valueFrom?.fieldRef?.fieldPath === "metadata.name",
      ),
  };
  for (const [what, fine] of Object.entries(rules)) {
    if (!fine) tell(`${name}: ${what}`);
  }
}
