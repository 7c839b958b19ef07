#include "tools/creditproof/verify_online.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "absl/time/clock.h"
#include "creditproof/verification/v1/verification_service.grpc.pb.h"
#include "libs/claim/claim.h"
#include "libs/report/scanner.h"
#include "tools/creditproof/instances.h"

namespace creditproof::tool {
namespace {

using verification::v1::AUTHENTICITY_NOT_ISSUED;
using verification::v1::VerificationService;
using verification::v1::VerifyReportRequest;
using verification::v1::VerifyReportResponse;
using verification::v1::VerifyUploadRequest;
using Answer = absl::StatusOr<VerifyReportResponse>;

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr std::size_t kChunkBytes = 64 * 1024;

// Any instance can tell that something is no report of ours; only the one of
// the report's partition knows it when it is.
std::uint32_t PartitionOfQr(const Connection& connection,
                            absl::string_view qr_text) {
  const auto bytes = claim::ClaimBytes(qr_text);
  if (!bytes.ok()) return 0;
  const auto claim = claim::ParseClaim(*bytes);
  if (!claim.ok()) return 0;
  return claim->number.PartitionUnder(connection.partition_count());
}

std::uint32_t PartitionOfNumber(const Connection& connection,
                                absl::string_view text) {
  const auto number = claim::ReportNumber::Parse(text);
  return number.ok() ? number->PartitionUnder(connection.partition_count()) : 0;
}

Answer Ask(const Connection& connection, std::uint32_t partition,
           const VerifyReportRequest& request) {
  return connection.verification().Call(
      partition, &VerificationService::Stub::VerifyReport, request,
      absl::Now() + kPatience);
}

// The server may answer before all is sent: what failed to go is then no loss.
void Send(grpc::ClientWriter<VerifyUploadRequest>& writer,
          absl::string_view pdf) {
  VerifyUploadRequest piece;
  piece.set_size(static_cast<std::uint32_t>(std::min<std::size_t>(
      pdf.size(), std::numeric_limits<std::uint32_t>::max())));
  while (writer.Write(piece) && !pdf.empty()) {
    piece.clear_size();
    const absl::string_view chunk = pdf.substr(0, kChunkBytes);
    piece.set_chunk(chunk.data(), chunk.size());
    pdf.remove_prefix(chunk.size());
  }
  writer.WritesDone();
}

// Without issuers nothing is proven; the file still says which it claims to be.
Answer Upload(const Connection& connection, const std::string& pdf) {
  const std::uint32_t partition =
      PartitionOfQr(connection, report::ScanPdf(pdf, {}).qr_text);
  const rpc::Peer& peer = connection.verification();
  VerificationService::Stub stub(peer.ChannelFor(partition));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
  VerifyReportResponse response;
  const auto writer = stub.VerifyUpload(&context, &response);
  Send(*writer, pdf);
  const grpc::Status status = writer->Finish();
  if (!status.ok()) return peer.Explain(status, partition);
  return response;
}

// Instances know of their own partitions only: who knows the report is
// believed, and "not issued here" only when nobody fails or cannot tell.
Answer AskAll(const Connection& connection,
              const VerifyReportRequest& request) {
  std::optional<Answer> answer;
  for (const ServiceInstance& instance : InstancesOf(connection)) {
    if (instance.peer != &connection.verification()) continue;
    const Answer said = Ask(connection, instance.partition, request);
    if (said.ok() && said->authenticity() < AUTHENTICITY_NOT_ISSUED) {
      return said;
    }
    if (!answer || !said.ok() ||
        said->authenticity() != AUTHENTICITY_NOT_ISSUED) {
      answer = said;
    }
  }
  return *answer;
}

}  // namespace

Answer VerifyOnline(const Connection& connection,
                    const VerifyReportRequest& request) {
  switch (request.presented_case()) {
    case VerifyReportRequest::kReportNumber:
      return Ask(connection,
                 PartitionOfNumber(connection, request.report_number()),
                 request);
    case VerifyReportRequest::kQrText:
      return Ask(connection, PartitionOfQr(connection, request.qr_text()),
                 request);
    case VerifyReportRequest::kPdf:
      return request.pdf().empty() ? Ask(connection, 0, request)
                                   : Upload(connection, request.pdf());
    default:
      return AskAll(connection, request);
  }
}

}  // namespace creditproof::tool
