#include "services/report_rendering/receivers.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "services/report_rendering/printable.h"

namespace creditproof::report_rendering {

using config::v1::Receiver;

absl::StatusOr<Receivers> Receivers::Make(
    const config::v1::ReportRendering& config) {
  Receivers receivers;
  for (const Receiver& receiver : config.receivers()) {
    const std::string& id = receiver.receiver_id();
    RETURN_IF_ERROR(CheckPrintable(absl::StrCat("display_name of ", id),
                                   receiver.display_name()));
    if (!receivers.receivers_.emplace(id, receiver).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("receiver ", id, " is listed twice"));
    }
  }
  return receivers;
}

const Receiver* Receivers::Find(const std::string& id) const {
  const auto found = receivers_.find(id);
  return found == receivers_.end() ? nullptr : &found->second;
}

bool Receivers::IsClientOf(const std::string& id,
                           absl::Span<const std::string> client_names) const {
  const Receiver* const receiver = Find(id);
  if (receiver == nullptr) return false;
  const auto& clients = receiver->clients();
  return std::any_of(client_names.begin(), client_names.end(),
                     [&clients](const std::string& name) {
                       return std::find(clients.begin(), clients.end(), name) !=
                              clients.end();
                     });
}

}  // namespace creditproof::report_rendering
