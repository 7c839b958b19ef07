// What kustomize reads, as far as it is used here. kubernetes-models has no
// type for it; an unknown field stops `kubectl kustomize`.
export interface Kustomization {
  apiVersion: "kustomize.config.k8s.io/v1beta1";
  kind: "Kustomization";
  namespace?: string;
  resources: string[];
  // A name gets a digest of the content behind it, so that pods are started
  // anew when it changes.
  configMapGenerator: { name: string; files: string[] }[];
  replicas?: { name: string; count: number }[];
}

export const kustomization = (
  it: Omit<Kustomization, "apiVersion" | "kind">,
): Kustomization => ({
  apiVersion: "kustomize.config.k8s.io/v1beta1",
  kind: "Kustomization",
  ...it,
});
