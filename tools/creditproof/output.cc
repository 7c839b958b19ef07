#include "tools/creditproof/output.h"

#include <google/protobuf/util/time_util.h>

#include <iostream>

#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "libs/base/date.h"

namespace creditproof::tool {

void PrintLine(absl::string_view text) { std::cout << text << std::endl; }

void PrintJson(const Json& object) {
  // Bytes that are no UTF-8 become U+FFFD: a receipt of the tool's is no place
  // to fail.
  std::cout << object.dump(-1, ' ', false, Json::error_handler_t::replace)
            << std::endl;
}

void PrintError(const absl::Status& status) {
  std::cerr << "creditproof: " << status.message() << " ["
            << absl::StatusCodeToString(status.code()) << "]" << std::endl;
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0) return "";
  return absl::FormatTime("%Y-%m-%d %H:%M:%S",
                          absl::FromUnixSeconds(time.seconds()),
                          base::ChinaTime());
}

std::string Identifier(absl::string_view value_name, absl::string_view prefix) {
  return std::string(absl::StripPrefix(value_name, prefix));
}

}  // namespace creditproof::tool
