// That names of ports and labels meet: Services, Ingress, budgets and probes
// select what they mean.
import type { Tell } from "./files";
import { type Labels, type Objects, selects, type Workload } from "./objects";

export function portsOf(it: Workload) {
  return (it.container.ports ?? []).flatMap((port) => [
    port.name,
    port.containerPort,
  ]);
}

function checkServices(objects: Objects, workloads: Workload[], tell: Tell) {
  for (const service of objects.of("Service")) {
    const name = service.metadata?.name;
    const behind = workloads.filter((it) =>
      selects(service.spec?.selector ?? {}, it.labels),
    );
    if (behind.length !== 1) tell(`Service ${name}: selects ${behind.length}`);
    for (const port of service.spec?.ports ?? []) {
      const target = port.targetPort ?? port.port;
      if (!behind.every((it) => portsOf(it).includes(target as string))) {
        tell(`Service ${name}: no port ${target} behind it`);
      }
    }
  }
}

function checkIngress(objects: Objects, tell: Tell) {
  for (const ingress of objects.of("Ingress")) {
    for (const rule of ingress.spec?.rules ?? []) {
      for (const { backend } of rule.http?.paths ?? []) {
        const service = objects
          .of("Service")
          .find((it) => it.metadata?.name === backend.service?.name);
        const port = backend.service?.port?.name;
        if (!service?.spec?.ports?.some((it) => it.name === port)) {
          tell(`Ingress: nobody is at ${backend.service?.name}:${port}`);
        }
      }
    }
  }
}

function checkWorkload(objects: Objects, it: Workload, tell: Tell) {
  if (!selects(it.selector, it.labels))
    tell(`${it.name}: does not select its pods`);
  const budgets = objects
    .of("PodDisruptionBudget")
    .filter((budget) =>
      selects((budget.spec?.selector?.matchLabels ?? {}) as Labels, it.labels),
    );
  if (budgets.length !== 1) tell(`${it.name}: has ${budgets.length} budgets`);
  const { startupProbe, readinessProbe, livenessProbe } = it.container;
  for (const probe of [startupProbe, readinessProbe, livenessProbe]) {
    const asked = probe?.httpGet?.port ?? it.container.ports?.[0].name;
    if (!probe || !portsOf(it).includes(asked as string)) {
      tell(`${it.name}: a probe is missing, or asks at no port`);
    }
    const configuration = probe?.exec?.command?.[4];
    if (probe?.exec && configuration !== it.name) {
      tell(`${it.name}: a probe asks ${configuration}`);
    }
  }
}

export function checkNetwork(objects: Objects, tell: Tell) {
  const workloads = objects.workloads();
  checkServices(objects, workloads, tell);
  checkIngress(objects, tell);
  for (const it of workloads) checkWorkload(objects, it, tell);
}
