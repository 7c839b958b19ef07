// TODO: bootstrap placeholder
