// The objects of a rendered overlay, read back as kustomize wrote them.
import { readFileSync } from "node:fs";
import type { IStatefulSet } from "kubernetes-models/apps/v1/StatefulSet";
import type { IDeployment } from "kubernetes-models/apps/v1/Deployment";
import type { IIngress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import type { IPodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import type { IConfigMap } from "kubernetes-models/v1/ConfigMap";
import type { ISecret } from "kubernetes-models/v1/Secret";
import type { IService } from "kubernetes-models/v1/Service";
import type { IContainer } from "kubernetes-models/v1/Container";
import type { IPodSpec } from "kubernetes-models/v1/PodSpec";
import { parseAllDocuments } from "yaml";

interface Kinds {
  StatefulSet: IStatefulSet;
  Deployment: IDeployment;
  Service: IService;
  ConfigMap: IConfigMap;
  Secret: ISecret;
  Ingress: IIngress;
  NetworkPolicy: INetworkPolicy;
  PodDisruptionBudget: IPodDisruptionBudget;
}

export type Labels = Record<string, string>;

// What runs: a StatefulSet or Deployment.
export interface Workload {
  name: string;
  replicas: number;
  selector: Labels;
  labels: Labels; // of its pods
  spec: IPodSpec;
  container: IContainer;
  keepsData: boolean;
}

export class Objects {
  private readonly all: { kind: string; metadata: { name: string } }[];

  constructor(file: string) {
    this.all = parseAllDocuments(readFileSync(file, "utf8")).map((it) => {
      if (it.errors.length > 0) throw it.errors[0];
      return it.toJS();
    });
  }

  of<K extends keyof Kinds>(kind: K): Kinds[K][] {
    return this.all.filter((it) => it.kind === kind) as unknown as Kinds[K][];
  }

  workloads(): Workload[] {
    const made = [...this.of("StatefulSet"), ...this.of("Deployment")];
    return made.map((it) => {
      const { replicas, selector, template } = it.spec!;
      const spec = template.spec!;
      return {
        name: it.metadata!.name!,
        replicas: replicas ?? 1,
        selector: selector.matchLabels ?? {},
        labels: template.metadata?.labels ?? {},
        spec,
        container: spec.containers[0],
        keepsData: it.kind === "StatefulSet",
      };
    });
  }
}

export const selects = (selector: Labels, labels: Labels) =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);
