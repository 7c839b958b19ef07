// Messages that lie in ingestion's database.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Nothing when there is none. Fails with DATA_LOSS (STORE_CORRUPT) when it
// cannot be read.
template <typename Message>
absl::StatusOr<std::optional<Message>> FindMessage(const View& view,
                                                   kv::Family family,
                                                   absl::string_view key) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   view.Get(family, key));
  if (!bytes.has_value()) return std::optional<Message>();
  Message message;
  if (message.ParseFromString(*bytes)) {
    return std::optional<Message>(std::move(message));
  }
  const std::string readable = absl::CHexEscape(key);
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      absl::StrCat("what is stored as ", readable, " cannot be read"),
      {{"key", readable}});
}

}  // namespace creditproof::ingestion
