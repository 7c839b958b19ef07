#include "services/report_rendering/time_stamps.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/files.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/random.h"
#include "libs/rpc/config.h"

namespace creditproof::report_rendering {
namespace {

using report::NoTimeStamp;

constexpr std::size_t kNonceBytes = 8;
constexpr std::size_t kMostAnswerBytes = 64 * 1024;
constexpr std::uint32_t kUsualTimeout = 3'000;    // milliseconds
constexpr std::uint32_t kLongestTimeout = 5'000;  // a call has 10 s

absl::Status In(absl::string_view field, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::Status(status.code(), absl::StrCat("time_stamp_server.", field,
                                                  ": ", status.message()));
}

std::string Shown(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", time, base::ChinaTime());
}

absl::StatusOr<http::Target> ReadTarget(
    const config::v1::TimeStampServer& server,
    const std::filesystem::path& folder) {
  RETURN_IF_ERROR(In("url", http::CheckUrl(server.url())));
  if (server.timeout_ms() > kLongestTimeout) {
    return In("timeout_ms",
              absl::InvalidArgumentError(absl::StrCat(
                  "is ", server.timeout_ms(), ", at most ", kLongestTimeout)));
  }
  const std::uint32_t timeout =
      server.timeout_ms() == 0 ? kUsualTimeout : server.timeout_ms();
  return http::Target{server.url(), "application/timestamp-query",
                      server.ca_file().empty()
                          ? ""
                          : rpc::Resolve(folder, server.ca_file()).string(),
                      absl::Milliseconds(timeout), kMostAnswerBytes};
}

absl::StatusOr<report::Stamper> ReadStamper(const std::filesystem::path& file) {
  ASSIGN_OR_RETURN(const std::string pem, base::ReadFile(file));
  ASSIGN_OR_RETURN(report::Stamper stamper, report::Stamper::FromPem(pem));
  RETURN_IF_ERROR(stamper.CheckUsage());
  return stamper;
}

// Whoever verifies wants the very certificate, as of those who sign.
absl::Status CheckMayStamp(const report::Stamper& mine,
                           const report::IssuerKeys& keys) {
  RETURN_IF_ERROR(keys.history.CheckActive(mine.key().fingerprint(),
                                           keys::v1::Key::PURPOSE_TIME_STAMP));
  const bool found =
      std::any_of(keys.stampers.begin(), keys.stampers.end(),
                  [&mine](const report::Stamper& one) {
                    return one.certificate() == mine.certificate();
                  });
  if (found) return absl::OkStatus();
  return absl::FailedPreconditionError(
      "the certificate is not the one in stampers/ of the key directory: what "
      "it stamps would be called altered. Put this certificate there, too, and "
      "at everybody who verifies, before it is used");
}

}  // namespace

absl::StatusOr<std::string> TimeStamps::operator()(
    absl::string_view signature) {
  const absl::Status may = may_stamp_();
  if (!may.ok()) return NoTimeStamp(may.message());
  const std::string nonce = crypto::RandomBytes(kNonceBytes);
  const absl::StatusOr<std::string> answer =
      Ask(report::TimeStampRequest(signature, nonce));
  if (!answer.ok()) return NoTimeStamp(answer.status().message());
  absl::StatusOr<std::string> token =
      stamper_.ReadAnswer(*answer, signature, nonce);
  if (!token.ok()) return NoTimeStamp(token.status().message());
  const absl::Time stamped = stamper_.TimeOf(*token, signature).value();
  const absl::Time now = clock_();
  if (absl::AbsDuration(stamped - now) > kMostSkew) {
    return NoTimeStamp(absl::StrCat("the time stamp server says it is ",
                                    Shown(stamped), ", here it is ", Shown(now),
                                    ": one of the clocks is wrong"));
  }
  return token;
}

absl::StatusOr<std::string> TimeStamps::Ask(absl::string_view request) {
  RETURN_IF_ERROR(CheckAnswersLately());
  if (!turns_.try_acquire_for(absl::ToChronoMilliseconds(kMostTurn))) {
    return absl::UnavailableError(
        absl::StrCat(server_.url, " keeps ", kMostAtOnce, " others waiting"));
  }
  const absl::Cleanup give_back = [this] { turns_.release(); };
  RETURN_IF_ERROR(CheckAnswersLately());  // as the others have learnt
  absl::StatusOr<std::string> answer = http::Post(server_, request);
  if (!answer.ok()) {
    const std::lock_guard lock(mutex_);
    failed_at_ = clock_();
  }
  return answer;
}

// A clock that was put back proves nothing.
absl::Status TimeStamps::CheckAnswersLately() {
  const std::lock_guard lock(mutex_);
  if (absl::AbsDuration(clock_() - failed_at_) >= kPause) {
    return absl::OkStatus();
  }
  return absl::UnavailableError(
      absl::StrCat(server_.url, " did not answer a moment ago"));
}

absl::Status AddTimeStamps(const config::v1::ReportRendering& config,
                           const std::filesystem::path& folder,
                           report::KeySource keys, base::Clock clock,
                           report::CmsSigner& signer) {
  if (!config.has_time_stamp_server()) return absl::OkStatus();
  const config::v1::TimeStampServer& server = config.time_stamp_server();
  ASSIGN_OR_RETURN(http::Target target, ReadTarget(server, folder));
  const absl::StatusOr<report::Stamper> stamper =
      ReadStamper(rpc::Resolve(folder, server.certificate_file()));
  if (!stamper.ok()) return In("certificate_file", stamper.status());
  const auto may_stamp = [stamper = *stamper, keys = std::move(keys)] {
    return In("certificate_file", CheckMayStamp(stamper, *keys()));
  };
  if (const absl::Status may = may_stamp(); !may.ok()) {
    base::Log(base::Severity::kError, "alarm_no_time_stamps",
              {{"reason", std::string(may.message())}});
  }
  const auto stamps = std::make_shared<TimeStamps>(std::move(target), *stamper,
                                                   may_stamp, std::move(clock));
  signer.AddTimeStamps(*stamper, [stamps](absl::string_view signature) {
    return (*stamps)(signature);
  });
  return absl::OkStatus();
}

}  // namespace creditproof::report_rendering
