#include "tools/creditproof/bench_node.h"

#include "libs/testing/process.h"
#include "tools/creditproof/bench_installation.h"

namespace creditproof::tool {

absl::Status InstallPeers(const std::filesystem::path& folder) {
  const std::filesystem::path peers = SourceFile("tools/bench_peers");
  for (const char* file : {"package.json", "fastify.mjs", "pdfkit.mjs"}) {
    std::filesystem::copy(peers / file, folder / file);
  }
  const testing::Ended ended =
      testing::Run({"/usr/bin/env", "-C", folder, "npm", "install",
                    "--ignore-scripts", "--no-audit", "--no-fund", "--silent"});
  if (ended.exit_status == 0) return absl::OkStatus();
  return absl::UnavailableError("npm install: " + ended.out + ended.err);
}

}  // namespace creditproof::tool
