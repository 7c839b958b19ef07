// Files of each kind, row by row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"

namespace creditproof::datagen {

struct Plan {
  ingestion::v1::FileKind kind = ingestion::v1::FILE_KIND_REGISTRATION;
  std::uint64_t seed = 1;
  std::uint64_t subjects = 1;  // whom records are about
};

using Cells = std::vector<std::string>;

// The column names.
Cells HeaderRow(ingestion::v1::FileKind kind);

// Row `index` from 0: subject `index` itself for registrations, else a record
// of one of the subjects.
Cells MakeRow(const Plan& plan, std::uint64_t index);

// Where HeaderRow has `column`. It must.
std::size_t ColumnOf(ingestion::v1::FileKind kind, absl::string_view column);

}  // namespace creditproof::datagen
