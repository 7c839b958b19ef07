#include "tools/creditproof/bench_wrk.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "libs/testing/process.h"
#include "tools/creditproof/bench_installation.h"
#include "tools/creditproof/wrk_output.h"

namespace creditproof::tool {
namespace {

constexpr char kWrk[] = "/usr/bin/wrk";

}  // namespace

absl::Status CheckWrk() {
  if (std::filesystem::exists(kWrk)) return absl::OkStatus();
  return absl::NotFoundError(absl::StrCat(
      "未安装 wrk，请执行 apt-get install wrk / the load comes from ", kWrk,
      ", which is not there: apt-get install wrk"));
}

absl::StatusOr<LoadFigures> RunWrk(const std::string& url,
                                   const std::string& body,
                                   absl::Duration time) {
  const testing::Ended ended = testing::Run(
      {kWrk, "--threads", "1", "--connections", absl::StrCat(kWrkConnections),
       "--duration", absl::StrCat(absl::ToInt64Seconds(time), "s"), "--script",
       SourceFile("tools/bench_peers/wrk.lua"), url, "--", body});
  return ParseWrk(ended.out + ended.err);
}

}  // namespace creditproof::tool
