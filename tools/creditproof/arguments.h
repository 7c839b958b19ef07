// From what people type to values. All fail with INVALID_ARGUMENT.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "creditproof/record/v1/catalogue.pb.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::tool {

// Folds full-width and lower case before it judges.
absl::StatusOr<CreditCode> CodeArgument(const std::string& text);

// `A,B`, by Chinese name or identifier; `all` for all 50. Ascending, each once.
absl::StatusOr<std::vector<record::v1::Area>> AreasArgument(
    const std::string& text);

absl::StatusOr<record::v1::Scenario> ScenarioArgument(const std::string& text);

// ISO 8601, returned as it is.
absl::StatusOr<std::string> DateArgument(const std::string& text);

// A moment such as `2026-11-23 09:30:00` or `2026-11-23T09:30:00` in China, or
// in RFC 3339 with a zone.
absl::StatusOr<absl::Time> TimeArgument(const std::string& text);

// What --kind takes of files, kinds that were declared aside.
const std::map<std::string, ingestion::v1::FileKind>& FileKindNames();

// What is said to somebody: not only blanks.
absl::StatusOr<std::string> WordsArgument(const std::string& text);

// What stands in the file of this name; of a longer one the first 64 MiB, which
// is more than is taken anywhere.
absl::StatusOr<std::string> FileContent(const std::string& file);

// A file that can be written: its folder is there.
absl::StatusOr<std::string> NewFileArgument(const std::string& text);

}  // namespace creditproof::tool
