#include "tools/creditproof/bench_process.h"

#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"

namespace creditproof::tool {
namespace {

// Of what stands behind the program's name.
constexpr std::size_t kUserTicks = 11;
constexpr std::size_t kSystemTicks = 12;

absl::StatusOr<std::string> Read(pid_t process, absl::string_view file) {
  return base::ReadFile(absl::StrCat("/proc/", process, "/", file));
}

absl::StatusOr<double> Number(absl::string_view text) {
  double number = 0;
  if (absl::SimpleAtod(text, &number)) return number;
  return absl::InternalError(absl::StrCat("/proc: no number: ", text));
}

}  // namespace

absl::StatusOr<double> MostMemoryOf(pid_t process) {
  ASSIGN_OR_RETURN(const std::string status, Read(process, "status"));
  constexpr absl::string_view kKey = "VmHWM:";
  const std::size_t at = status.find(kKey.data());
  if (at == std::string::npos) {
    return absl::InternalError("how much memory a process has is unknown");
  }
  const std::size_t start = at + kKey.size();
  ASSIGN_OR_RETURN(
      const double kilobytes,
      Number(status.substr(start, status.find(" kB", at) - start)));
  return kilobytes * 1024;
}

absl::StatusOr<double> CpuSecondsOf(pid_t process) {
  ASSIGN_OR_RETURN(const std::string stat, Read(process, "stat"));
  const std::vector<std::string> fields =
      absl::StrSplit(stat.substr(stat.rfind(')') + 2), ' ');
  ASSIGN_OR_RETURN(const double user, Number(fields.at(kUserTicks)));
  ASSIGN_OR_RETURN(const double system, Number(fields.at(kSystemTicks)));
  double seconds = (user + system) / double(sysconf(_SC_CLK_TCK));
  ASSIGN_OR_RETURN(const std::string children,
                   Read(process, absl::StrCat("task/", process, "/children")));
  for (const absl::string_view child :
       absl::StrSplit(children, ' ', absl::SkipWhitespace())) {
    ASSIGN_OR_RETURN(const double id, Number(child));
    ASSIGN_OR_RETURN(const double of_child,
                     CpuSecondsOf(static_cast<pid_t>(id)));
    seconds += of_child;
  }
  return seconds;
}

}  // namespace creditproof::tool
