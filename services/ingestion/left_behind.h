// Records that stand under credit codes that were changed.
//
// A record belongs to the code that it was delivered under. Where that was
// changed, whoever bears the new one is on hold until the record stands under
// it as well, or counts no more.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// The codes under which a record moved to `code` may stand: its own and, where
// it was changed again, the later ones.
absl::StatusOr<std::vector<std::string>> CodesFrom(const std::string& code,
                                                   const View& view);

// Ids of the effective records for which `open`, which is recorded, holds
// somebody by a change of code: nobody has recorded them under the new one. At
// most `max`. None for other rows.
absl::StatusOr<std::vector<std::string>> LeftBehind(const v1::OpenRow& open,
                                                    std::size_t max,
                                                    const View& view);

// The names of the departments whose records they are.
absl::StatusOr<std::string> SourcesLeftBehind(const v1::OpenRow& open,
                                              const View& view);

// Fails with FAILED_PRECONDITION (WRONG_STATE) while there are any, naming them
// and saying what is to be done.
absl::Status CheckNothingLeftBehind(const v1::OpenRow& open, const View& view);

}  // namespace creditproof::ingestion
