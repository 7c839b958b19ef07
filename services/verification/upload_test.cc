// PDFs that come in pieces, and what has the SHA-256 of one.
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "libs/report/scanner.h"
#include "services/verification/pdf_fixture.h"

namespace creditproof::verification {
namespace {

using namespace v1;  // NOLINT: the API under test
using base::Reason;
using Answer = absl::StatusOr<VerifyReportResponse>;

class Fixture : public PdfFixture {
 public:
  explicit Fixture(absl::Duration longest_pause = kLongestPause)
      : PdfFixture(longest_pause) {}

  // An upload that announced something and waits, as `visitor`'s.
  struct Open {
    Open(v1::VerificationService::Stub& stub, const std::string& visitor) {
      context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
      if (!visitor.empty()) {
        context.AddMetadata(rpc::kVisitorMetadata, visitor);
      }
      writer = stub.VerifyUpload(&context, &response);
      VerifyUploadRequest piece;
      piece.set_size(5);
      writer->Write(piece);
    }
    ~Open() { context.TryCancel(); }
    absl::Status End() { return rpc::FromGrpc(writer->Finish()); }

    grpc::ClientContext context;
    VerifyReportResponse response;
    std::unique_ptr<grpc::ClientWriter<VerifyUploadRequest>> writer;
  };

  // Announces `size` bytes and sends `pdf` in pieces.
  Answer Upload(const std::string& pdf, std::uint32_t size,
                std::size_t piece_bytes = 1 << 16,
                absl::Duration deadline = absl::Seconds(30)) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + deadline));
    if (!visitor_.empty()) {
      context.AddMetadata(rpc::kVisitorMetadata, visitor_);
    }
    VerifyReportResponse response;
    const auto writer = stub().VerifyUpload(&context, &response);
    VerifyUploadRequest piece;
    piece.set_size(size);
    bool is_taken = writer->Write(piece);
    piece.clear_size();
    for (std::size_t at = 0; is_taken && at < pdf.size(); at += piece_bytes) {
      piece.set_chunk(pdf.substr(at, piece_bytes));
      is_taken = writer->Write(piece);
    }
    writer->WritesDone();
    const grpc::Status status = writer->Finish();
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }
  Answer Upload(const std::string& pdf) {
    return Upload(pdf, static_cast<std::uint32_t>(pdf.size()));
  }
  Answer BySha256(const std::string& sha256) {
    VerifyReportRequest request;
    request.set_pdf_sha256(sha256);
    return Verify(request);
  }
};

bool IsRefused(const Answer& answer) {
  return base::ReasonOf(answer.status()) == Reason::REASON_INVALID_FIELD;
}

TEST_CASE_METHOD(Fixture, "A file in pieces is judged as the whole") {
  const std::string pdf = Issue(Said());
  const auto size = static_cast<std::uint32_t>(pdf.size());
  for (const std::size_t piece : {std::size_t{777}, pdf.size()}) {
    const Answer answer = Upload(pdf, size, piece);
    INFO(answer.status());
    REQUIRE(answer.ok());
    CHECK(answer->authenticity() == AUTHENTICITY_GENUINE);
  }
  CHECK(Upload(pdf + "\n")->authenticity() == AUTHENTICITY_ALTERED);
}

TEST_CASE_METHOD(Fixture, "Half a file, or more than one, is not judged") {
  const std::string pdf = Issue(Said());
  const auto size = static_cast<std::uint32_t>(pdf.size());
  CHECK(IsRefused(Upload(pdf, size + 1)));
  CHECK(IsRefused(Upload(pdf, size - 1)));
  CHECK(IsRefused(Upload(pdf, 0)));
  CHECK(IsRefused(Upload("", 1)));
}

TEST_CASE_METHOD(Fixture, "A file beyond 5 MiB is 09, and not read") {
  const Answer answer =
      Upload(std::string(report::kMaxPdfBytes + 1, ' '),
             static_cast<std::uint32_t>(report::kMaxPdfBytes + 1));
  CHECK(answer->authenticity() == AUTHENTICITY_UNREADABLE);
  CHECK(Upload("", 0xFFFFFFFF)->authenticity() == AUTHENTICITY_UNREADABLE);
}

TEST_CASE_METHOD(Fixture, "A sender may not take for ever") {
  CHECK(IsRefused(Upload("%PDF-", 5, 1, absl::Minutes(5))));
  CHECK(Upload("%PDF-", 5, 1, absl::Seconds(30)).ok());
}

TEST_CASE("An upload that brings nothing for long is ended, and says so") {
  Fixture fixture(absl::Milliseconds(1));
  Fixture::Open idle(fixture.stub(), "");
  const absl::Status ended = idle.End();
  CHECK(base::ReasonOf(ended) == Reason::REASON_INVALID_FIELD);
  CHECK(absl::StrContains(ended.message(), "nothing came for 1ms"));
}

TEST_CASE("Nobody takes all the places for uploads") {
  UploadShares shares;
  const rpc::Caller portal{{"portal"}};
  std::vector<UploadShares::Place> places;
  for (int i = 0; i < UploadShares::kOfClient; ++i) {
    places.push_back(shares.Take(portal).value());
  }
  CHECK(base::ReasonOf(shares.Take(portal).status()) ==
        Reason::REASON_OVERLOADED);
  rpc::Caller visitor{{"gateway"}};
  visitor.visitor = "0123456789abcdef";
  for (int i = 0; i < UploadShares::kOfVisitor; ++i) {
    places.push_back(shares.Take(visitor).value());
  }
  CHECK_FALSE(shares.Take(visitor).ok());
  visitor.visitor = "fedcba9876543210";
  CHECK(shares.Take(visitor).ok());
  places.clear();
  CHECK(shares.Take(portal).ok());
}

TEST_CASE_METHOD(Fixture, "Idle uploads of one visitor stop no other's") {
  const std::string pdf = Issue(Said());
  visitor_ = "0123456789abcdef";
  std::vector<std::unique_ptr<Open>> idle;
  for (int i = 0; i < 2 * UploadShares::kOfVisitor; ++i) {
    idle.push_back(std::make_unique<Open>(stub(), visitor_));
  }
  Answer answer = Upload(pdf);
  while (answer.ok()) answer = Upload(pdf);  // until they have their places
  CHECK(absl::StrContains(answer.status().message(), "your uploads"));
  visitor_ = "fedcba9876543210";
  CHECK(Upload(pdf)->authenticity() == AUTHENTICITY_GENUINE);
}

TEST_CASE_METHOD(Fixture, "An upload that dies midway is not judged") {
  const std::string pdf = Issue(Said());
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
  VerifyReportResponse response;
  const auto writer = stub().VerifyUpload(&context, &response);
  VerifyUploadRequest piece;
  piece.set_size(static_cast<std::uint32_t>(pdf.size()));
  piece.set_chunk(pdf.substr(0, pdf.size() / 2));
  REQUIRE(writer->Write(piece));
  context.TryCancel();
  CHECK(writer->Finish().error_code() == grpc::StatusCode::CANCELLED);
  CHECK(Upload(pdf).ok());  // nothing is left of it
}

TEST_CASE_METHOD(Fixture, "A SHA-256 is known when its file was registered") {
  const std::string pdf = Issue(Said());
  const Answer known = BySha256(crypto::Sha256(pdf));
  REQUIRE(known.ok());
  CHECK(known->authenticity() == AUTHENTICITY_GENUINE);
  CHECK(known->issued().credit_code() == kCode);
  CHECK(absl::StrContains(known->message(), "您自己对手中的文件算出"));

  const Answer unknown = BySha256(crypto::Sha256(pdf + "\n"));
  CHECK(unknown->authenticity() == AUTHENTICITY_NOT_ISSUED);
  CHECK(absl::StrContains(unknown->message(), "上传文件本身"));

  AppendRecord();
  CatchUp();
  CHECK(BySha256(crypto::Sha256(pdf))->authenticity() ==
        AUTHENTICITY_CHANGED_SINCE);
  CHECK(IsRefused(BySha256("short")));
}

TEST_CASE_METHOD(Fixture, "Of a photo the QR code is judged, and it is said") {
  const report::v1::ReportData data = Said();
  VerifyReportRequest request;
  request.set_qr_text(claim::ClaimUrl(kPrefix, IssuedClaim(data)));
  request.set_from_photo(true);

  const Answer answer = Verify(request);

  CHECK(answer->authenticity() == AUTHENTICITY_GENUINE);
  CHECK(absl::StrContains(answer->message(), "没有核对页面上的文字"));
  request.set_from_photo(false);
  CHECK_FALSE(absl::StrContains(Verify(request)->message(), "没有核对页面"));
  request.set_report_number(data.report_number());
  request.set_from_photo(true);
  CHECK(IsRefused(Verify(request)));
}

}  // namespace
}  // namespace creditproof::verification
