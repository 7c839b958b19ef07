#include "libs/report/renderer.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/qr/qr.h"
#include "libs/report/document_hash.h"
#include "libs/report/plate.h"
#include "libs/report/read_back.h"
#include "libs/report/shape.h"
#include "libs/report/tail.h"

namespace creditproof::report {
namespace {

// What the data states must be what the file then carries.
absl::Status CheckKinds(const v1::ReportData& data, const CmsSigner& signer) {
  const auto& stated = data.signatures();
  const std::vector<v1::SignatureKind> kinds = signer.kinds();
  if (std::equal(stated.begin(), stated.end(), kinds.begin(), kinds.end())) {
    return absl::OkStatus();
  }
  return base::InvalidField("signatures", "are not those of this renderer");
}

void WriteHex(absl::string_view bytes, char* to) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    *to++ = kDigits[value >> 4];
    *to++ = kDigits[value & 15];
  }
}

}  // namespace

class Renderer::Impl {
 public:
  Impl(std::unique_ptr<Plate> plate, SharedStart start, const CmsSigner& signer)
      : plate_(std::move(plate)), start_(std::move(start)), signer_(signer) {}

  absl::StatusOr<std::string> Render(const Page& page) const {
    ASSIGN_OR_RETURN(const Plate::Pages pages, plate_->Draw(page.data));
    ASSIGN_OR_RETURN(const qr::Matrix qr, qr::Encode(page.qr_text));
    RETURN_IF_ERROR(CheckKinds(page.data, signer_));
    const std::string report_data = claim::CanonicalReportData(page.data);
    ASSIGN_OR_RETURN(
        UnsignedFile file,
        Assemble(plate_->prefix(),
                 {report_data, page.qr_text, qr, pages.drawn, pages.fonts,
                  absl::FromUnixSeconds(page.data.issue_time().seconds()),
                  signer_.BytesKept(page.data.time_stamped())}));
    ASSIGN_OR_RETURN(const std::string cms,
                     signer_.Sign(Digest(file), page.data.time_stamped()));
    WriteHex(cms, file.bytes.data() + file.contents + 1);
    return std::move(file.bytes);
  }

  const Plate& plate() const { return *plate_; }
  const SharedStart& start() const { return start_; }

 private:
  // Of all bytes but the signature; the start is hashed already.
  DocumentDigests Digest(const UnsignedFile& file) const {
    DocumentHash hash = start_.Hash(signer_.with_sm3());
    const absl::string_view bytes = file.bytes;
    const std::size_t hashed = start_.bytes().size();
    hash.Update(bytes.substr(hashed, file.contents - hashed));
    hash.Update(bytes.substr(file.contents + file.contents_size));
    return hash.Finish();
  }

  const std::unique_ptr<const Plate> plate_;
  const SharedStart start_;
  const CmsSigner& signer_;
};

absl::StatusOr<std::unique_ptr<Renderer>> Renderer::Make(
    const std::filesystem::path& font_directory, const Template& drawn,
    const policy::v1::Names& names, const CmsSigner& signer) {
  RETURN_IF_ERROR(signer.CheckRoom());
  ASSIGN_OR_RETURN(std::unique_ptr<Plate> plate,
                   Plate::Make(font_directory, drawn, names));
  RETURN_IF_ERROR(ReadBackSpecimen(*plate, drawn, names));
  const ObjectBytes& prefix = plate->prefix().objects;
  ASSIGN_OR_RETURN(SharedStart start,
                   SharedStart::Read(prefix.bytes, prefix.offsets));
  return std::unique_ptr<Renderer>(new Renderer(
      std::make_unique<Impl>(std::move(plate), std::move(start), signer)));
}

Renderer::Renderer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Renderer::~Renderer() = default;

absl::StatusOr<std::string> Renderer::Render(const Page& page) const {
  return impl_->Render(page);
}

absl::StatusOr<std::string> Renderer::Preview(
    const v1::ReportData& data) const {
  return impl_->plate().Preview(data);
}

const SharedStart& Renderer::start() const { return impl_->start(); }

}  // namespace creditproof::report
