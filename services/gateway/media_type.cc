#include "services/gateway/media_type.h"

#include "absl/strings/ascii.h"

namespace creditproof::gateway {

std::string MediaType(absl::string_view content_type) {
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace(
      content_type.substr(0, content_type.find(';'))));
}

}  // namespace creditproof::gateway
