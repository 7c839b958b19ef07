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
#include "libs/report/faces.h"
#include "libs/report/facts.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/font_set.h"
#include "libs/report/pages.h"
#include "libs/report/prefix.h"
#include "libs/report/shape.h"
#include "libs/report/tail.h"
#include "libs/report/wording.h"

namespace creditproof::report {
namespace {

constexpr char kFixedFonts = 'F';
constexpr char kVariableFonts = 'V';

absl::Status CheckRoom(const CmsSigner& signer) {
  if (signer.MostBytes() <= kSignatureBytes) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "signatures with these certificates take ", signer.MostBytes(),
      " bytes, there is room for ", kSignatureBytes));
}

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
  Impl(Faces faces, const Template& drawn, const policy::v1::Names& names,
       const CmsSigner& signer)
      : faces_(std::move(faces)),
        fonts_(faces_, kFixedFonts),
        template_(drawn),
        names_(names),
        signer_(signer) {}

  absl::Status Prepare() {
    RETURN_IF_ERROR(CheckRoom(signer_));
    ASSIGN_OR_RETURN(const FixedForms fixed,
                     DrawFixedForms(fonts_, template_, names_));
    notices_height_ = fixed.notices_height;
    ASSIGN_OR_RETURN(prefix_,
                     BuildPrefix(fonts_, fixed.forms, DocumentTitle(names_)));
    prefix_hash_.Update(prefix_.objects.bytes);
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> Render(const Page& page) const {
    ASSIGN_OR_RETURN(const Facts facts,
                     ReadFacts(page.data, template_, names_));
    ASSIGN_OR_RETURN(const qr::Matrix qr, qr::Encode(page.qr_text));
    FontSet fonts(faces_, kVariableFonts, &fonts_);
    ASSIGN_OR_RETURN(const Drawn drawn,
                     DrawPages(facts, fonts, notices_height_));
    RETURN_IF_ERROR(CheckKinds(page.data, signer_));
    const std::string report_data = claim::CanonicalReportData(page.data);
    ASSIGN_OR_RETURN(
        UnsignedFile file,
        Assemble(prefix_,
                 {report_data, page.qr_text, qr, drawn, fonts,
                  absl::FromUnixSeconds(page.data.issue_time().seconds())}));
    ASSIGN_OR_RETURN(const std::string cms, signer_.Sign(Digest(file)));
    WriteHex(cms, file.bytes.data() + file.contents + 1);
    return std::move(file.bytes);
  }

  absl::StatusOr<std::string> Preview(const v1::ReportData& data) const {
    ASSIGN_OR_RETURN(const Facts facts,
                     ReadPreviewFacts(data, template_, names_));
    FontSet fonts(faces_, kVariableFonts, &fonts_);
    ASSIGN_OR_RETURN(const Drawn drawn,
                     DrawPages(facts, fonts, notices_height_));
    return AssemblePreview(prefix_, drawn, fonts);
  }

  const std::string& prefix() const { return prefix_.objects.bytes; }

 private:
  // Of all bytes but the signature; the prefix is hashed already.
  DocumentDigests Digest(const UnsignedFile& file) const {
    DocumentHash hash = prefix_hash_;
    const absl::string_view bytes = file.bytes;
    const std::size_t prefix_size = prefix_.objects.bytes.size();
    hash.Update(bytes.substr(prefix_size, file.contents - prefix_size));
    hash.Update(bytes.substr(file.contents + kContentsSize));
    return hash.Finish();
  }

  const Faces faces_;
  FontSet fonts_;
  const Template template_;
  const policy::v1::Names names_;
  const CmsSigner& signer_;
  double notices_height_ = 0;
  Prefix prefix_;
  DocumentHash prefix_hash_ = signer_.StartHash();
};

absl::StatusOr<std::unique_ptr<Renderer>> Renderer::Make(
    const std::filesystem::path& font_directory, const Template& drawn,
    const policy::v1::Names& names, const CmsSigner& signer) {
  ASSIGN_OR_RETURN(Faces faces, Faces::Load(font_directory));
  auto impl = std::make_unique<Impl>(std::move(faces), drawn, names, signer);
  RETURN_IF_ERROR(impl->Prepare());
  return std::unique_ptr<Renderer>(new Renderer(std::move(impl)));
}

Renderer::Renderer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Renderer::~Renderer() = default;

absl::StatusOr<std::string> Renderer::Render(const Page& page) const {
  return impl_->Render(page);
}

absl::StatusOr<std::string> Renderer::Preview(
    const v1::ReportData& data) const {
  return impl_->Preview(data);
}

const std::string& Renderer::prefix() const { return impl_->prefix(); }

}  // namespace creditproof::report
