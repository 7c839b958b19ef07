// An ingestion without a server, for tests: a real database, a log whose
// appends can be made to fail, and rows made by hand.
#pragma once

#include <future>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "creditproof/ingestion/v1/quarantine_service.pb.h"
#include "creditproof/ingestion/v1/source_service.pb.h"
#include "libs/changelog/embedded_log.h"
#include "libs/testing/temp_directory.h"
#include "services/ingestion/delivery_desk.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {

// The sources that a bench has: `registry` delivers registrations, `penalties`
// penalties of market regulation; both by the client `clerk`.
class Bench {
 public:
  static constexpr std::uint32_t kPartitions = 4;

  explicit Bench(SweepLimits sweep_limits = {});
  ~Bench();

  // Closes the database and opens it again, as after a kill.
  void Reopen();

  // Puts a new sealing key in front, keeps the old one, and reopens.
  void RotateSealingKey();
  const std::string& sealing_keys() const { return sealing_keys_; }

  // How many more acts succeed; then one fails, having happened or not.
  // Negative: all do.
  void FailAppendsAfter(int calls, bool having_appended);

  // Has the next append wait for `moment`.
  void HoldAppendUntil(std::shared_future<void> moment);

  // Lets time pass, or sets the clock back.
  void PassTime(absl::Duration by = absl::Seconds(1)) { now_ += by; }
  absl::Time now() const { return now_; }

  // Judges one row in an act of its own.
  absl::StatusOr<v1::RowVerdict> Judge(intake::Row row);

  // Likewise; the test fails when it cannot be judged.
  v1::RowVerdict Take(const intake::Row& row);

  // The hold that the row places or placed.
  std::string HoldOf(const intake::Row& row) const;

  // Settles an open row in an act of its own: attributes it to `code`, or
  // dismisses it when that is empty. NOT_FOUND when it is not open.
  absl::StatusOr<v1::ResolveQuarantinedRowResponse> Resolve(
      const std::string& hold_id, const std::string& code,
      const std::string& ground = "SOURCE");

  // `source` is from now on what `change` makes of it.
  void ChangeSourceTo(const std::string& source,
                      absl::FunctionRef<void(v1::Source&)> change);

  // Delivers a file in chunks of `chunk` bytes; the verdicts and the receipt
  // are kept below.
  absl::Status Deliver(const std::string& source, const std::string& id,
                       const std::string& file, bool dry_run = false,
                       std::size_t chunk = 1 << 20);

  absl::Status Deliver(const v1::DeliveryHeader& header,
                       const std::string& file, std::size_t chunk = 1 << 20);

  // Everything in the log, by partition, in order.
  std::vector<changelog::v1::Change> Log() const;

  // How many changes of this kind are in the log.
  int Count(changelog::v1::Change::KindCase kind) const;

  // Codes on which, by the log alone, any hold stands; or this one.
  std::set<std::string> Held() const;
  std::set<std::string> Held(absl::string_view hold_id) const;

  kv::Store& store() const;
  const crypto::Sealer& sealer() const;
  Writer& writer();
  DeliveryDesk& desk();
  changelog::EmbeddedLog& log();
  const std::filesystem::path& directory() const { return directory_.path(); }

  std::vector<v1::RowVerdict> verdicts;
  v1::Receipt receipt;
  v1::DeliverResponse last_response;

 private:
  Origin OriginOf(const intake::Row& row) const;

  class FlakyLog;
  struct Open;

  const SweepLimits sweep_limits_;
  testing::TempDirectory directory_;
  absl::Time now_ = absl::FromUnixSeconds(1'790'000'000);
  std::string sealing_keys_;
  std::string receipt_pem_;
  std::unique_ptr<Open> open_;
};

// A valid code with this prefix and region, the `n`th.
std::string CodeOf(absl::string_view prefix, absl::string_view region, int n);
std::string CompanyCode(int n);

// `code` with another check character.
std::string Misspelt(std::string code);

// Rows as intake would make them.
intake::Row RegistrationRow(const std::string& code, const std::string& name);
intake::Row PenaltyRow(const std::string& code, const std::string& name,
                       const std::string& number);
intake::Row Rejected(intake::Row row);

// The file of some registrations, or of penalties.
struct PenaltyCells {
  std::string code;
  std::string name;
  std::string number;
  std::string date = "2024-03-04";
  std::string classified = "否";
  std::string identity_number = "";
  std::string content = "罚款";
};
std::string RegistryFile(
    const std::vector<std::pair<std::string, std::string>>& code_and_name,
    const std::string& region = "230103");
std::string PenaltyFile(const std::vector<PenaltyCells>& rows);

}  // namespace creditproof::ingestion
