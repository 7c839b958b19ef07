#include <google/protobuf/util/time_util.h>

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/statement.h"
#include "libs/reconcile/table_key.h"
#include "services/ingestion/both_tables.h"
#include "services/ingestion/index.h"
#include "services/ingestion/reconciliation.h"
#include "services/ingestion/responsibility.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;

absl::StatusOr<std::string> DigestHere(const TableOf& table,
                                       const std::string& key,
                                       const View& view) {
  ASSIGN_OR_RETURN(const auto here, FindTableRow(view, table.prefix, key));
  return here.has_value() ? here->sha256 : std::string();
}

// Those that are still as they were when they were compared.
absl::StatusOr<std::set<std::string>> Unchanged(const TableOf& table,
                                                const DigestsByKey& compared,
                                                const View& view) {
  std::set<std::string> unchanged;
  for (const auto& [key, sha256] : compared) {
    ASSIGN_OR_RETURN(const std::string now, DigestHere(table, key, view));
    if (now == sha256) unchanged.insert(key);
  }
  return unchanged;
}

// What the differences come to, as things are now.
struct Findings {
  std::map<std::string, std::string> standing;  // subjects by key of the row
  std::vector<std::string> not_responsible;     // keys
};

// Of a record that is known, such as a withdrawn one, whatever the client says.
absl::StatusOr<std::string> SubjectOf(const v1::Difference& difference,
                                      const std::string& record_id,
                                      const View& view) {
  ASSIGN_OR_RETURN(const auto record, FindRecord(view, record_id));
  return record.has_value() ? record->credit_code() : difference.credit_code();
}

absl::Status AddMissing(const TableOf& table, const v1::Difference& difference,
                        const View& view, Findings& findings) {
  if (difference.credit_code().empty()) {
    return base::InvalidField("differences.credit_code",
                              "is required where the platform has no row");
  }
  std::string record_id;
  if (table.file_kind != v1::FILE_KIND_REGISTRATION) {
    record_id = std::string(reconcile::RecordIdOf(difference.key()));
  }
  ASSIGN_OR_RETURN(const bool answers,
                   AnswersFor(table.reconciler.source_id, table.file_kind,
                              {record_id, difference.credit_code(),
                               difference.region_code()},
                              view));
  if (answers) {
    ASSIGN_OR_RETURN(findings.standing[difference.key()],
                     SubjectOf(difference, record_id, view));
  } else {
    findings.not_responsible.push_back(difference.key());
  }
  return absl::OkStatus();
}

absl::StatusOr<Findings> FindStanding(const TableOf& table,
                                      const Differences& differences,
                                      const View& view) {
  Findings findings;
  for (const v1::Difference& difference : differences) {
    ASSIGN_OR_RETURN(const auto here,
                     FindTableRow(view, table.prefix, difference.key()));
    if (!here.has_value()) {
      if (difference.sha256().empty()) continue;
      RETURN_IF_ERROR(AddMissing(table, difference, view, findings));
    } else if (here->sha256 != difference.sha256()) {
      findings.standing[difference.key()] = here->credit_code;
    }
  }
  return findings;
}

absl::Status SettleIn(Act& act, const TableOf& table,
                      const Differences& differences,
                      const DigestsByKey& open_rows,
                      v1::ReconciliationStatement& statement) {
  ASSIGN_OR_RETURN(const Findings findings,
                   FindStanding(table, differences, act.view()));
  ASSIGN_OR_RETURN(const std::set<std::string> compared,
                   Unchanged(table, open_rows, act.view()));
  ASSIGN_OR_RETURN(
      const Settled settled,
      SettleMismatches(table.reconciler, findings.standing, compared, act));
  *statement.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
  statement.set_opened(settled.opened);
  statement.set_closed(settled.closed);
  statement.mutable_not_responsible_keys()->Assign(
      findings.not_responsible.begin(), findings.not_responsible.end());
  return absl::OkStatus();
}

absl::StatusOr<v1::ConcludeReconciliationResponse> Sign(
    const v1::ReconciliationStatement& statement,
    const crypto::SigningKey& key) {
  v1::ConcludeReconciliationResponse response;
  response.set_statement(statement.SerializeAsString());
  response.set_key_id(crypto::KeyIdText(key.verifying_key()));
  ASSIGN_OR_RETURN(std::string signature,
                   crypto::SignStatement(crypto::kReconciliationContext,
                                         response.statement(), key));
  response.set_signature(std::move(signature));
  return response;
}

}  // namespace

absl::StatusOr<v1::ConcludeReconciliationResponse> Conclude(
    Scanned scanned, Writer& writer, const crypto::SigningKey& key,
    const TableOf& table, const v1::ConcludeReconciliationRequest& request) {
  v1::ReconciliationStatement& statement = scanned.statement;
  statement.set_source(request.source());
  statement.set_file_kind(table.file_kind);
  statement.set_client(table.reconciler.client);
  statement.set_uncounted_rows(request.uncounted_rows());
  for (const v1::Difference& difference : request.differences()) {
    statement.add_differing_keys(difference.key());
  }
  RETURN_IF_ERROR(writer.Do([&](Act& act) {
    return SettleIn(act, table, request.differences(), scanned.open_rows,
                    statement);
  }));
  return Sign(statement, key);
}

}  // namespace creditproof::ingestion
