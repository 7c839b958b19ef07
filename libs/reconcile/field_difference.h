// What two versions of a row say differently, column by column.
#pragma once

#include <string>
#include <vector>

#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "creditproof/record/v1/declared_kind.pb.h"
#include "creditproof/record/v1/record.pb.h"

namespace creditproof::reconcile {

struct FieldDifference {
  std::string column;  // its Chinese name, else as the file writes it
  std::string source;
  std::string platform;
};

// Sealed numbers are not compared. `declared` names the columns of kinds that
// are not built in.
std::vector<FieldDifference> FieldDifferences(
    ingestion::v1::FileKind file_kind,
    const std::vector<record::v1::DeclaredKind>& declared,
    const record::v1::Record& source, const record::v1::Record& platform);
std::vector<FieldDifference> FieldDifferences(
    const record::v1::Registration& source,
    const record::v1::Registration& platform);

}  // namespace creditproof::reconcile
