// The files that a container sees: path -> text, empty where only the operator
// knows it.
import { givenConfigMaps, givenSecrets } from "../given";
import type { Objects, Workload } from "./objects";

export type Tell = (message: string) => void;

interface Source {
  keys: string[];
  text: (key: string) => string;
}

function configMap(objects: Objects, name: string): Source | undefined {
  const rendered = objects
    .of("ConfigMap")
    .find((it) => it.metadata?.name === name);
  if (rendered) {
    const data = rendered.data ?? {};
    return { keys: Object.keys(data), text: (key) => data[key] };
  }
  return given(givenConfigMaps[name]);
}

const given = (keys: string[] | undefined): Source | undefined =>
  keys && { keys, text: () => "" };

export function filesOf(objects: Objects, it: Workload, tell: Tell) {
  const files = new Map<string, string>();
  const volumes = it.spec.volumes ?? [];
  for (const mount of it.container.volumeMounts ?? []) {
    if (mount.name === "data" && it.keepsData) continue;
    const volume = volumes.find((each) => each.name === mount.name);
    if (!volume) {
      tell(`${it.name}: mounts ${mount.name}, which is no volume`);
      continue;
    }
    const { secret } = volume;
    const name = secret?.secretName ?? volume.configMap?.name ?? "";
    const source = secret
      ? given(givenSecrets[name])
      : configMap(objects, name);
    if (!source) {
      tell(
        `${it.name}: nobody makes ${secret ? "Secret" : "ConfigMap"} ${name}`,
      );
      continue;
    }
    if (!mount.readOnly) tell(`${it.name}: may write to ${mount.mountPath}`);
    const items =
      secret?.items ?? source.keys.map((key) => ({ key, path: key }));
    for (const { key, path } of items) {
      if (!source.keys.includes(key)) tell(`${it.name}: no ${key} in ${name}`);
      files.set(`${mount.mountPath}/${path}`, source.text(key));
    }
  }
  for (const volume of volumes) {
    if (!it.container.volumeMounts?.some((each) => each.name === volume.name)) {
      tell(`${it.name}: volume ${volume.name} is mounted nowhere`);
    }
  }
  return files;
}
