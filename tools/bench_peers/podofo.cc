// Draws and signs page after page with PoDoFo alone, for some seconds.
// Usage: creditproof-bench-podofo PAGE.json FONT.ttf KEY.pem CERTIFICATE.pem
//        SECONDS OUT.pdf
// Prints {"reports": N, "seconds": S}; OUT.pdf is the last report.
#include <openssl/cms.h>
#include <openssl/pem.h>
#include <podofo/podofo.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace {

using Json = nlohmann::json;
using PoDoFo::PdfPainter;

constexpr std::size_t kSignatureBytes = 4096;

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

Bio OpenFile(const char* file) { return Bio(BIO_new_file(file, "r")); }

struct Signer {
  EVP_PKEY* key;
  X509* certificate;

  std::string Sign(const std::string& document) const {
    const Bio in(BIO_new_mem_buf(document.data(), int(document.size())));
    CMS_ContentInfo* const cms =
        CMS_sign(certificate, key, nullptr, in.get(),
                 CMS_DETACHED | CMS_BINARY | CMS_CADES);
    unsigned char* der = nullptr;
    const int size = i2d_CMS_ContentInfo(cms, &der);
    std::string signature(reinterpret_cast<char*>(der), std::size_t(size));
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    return signature;
  }
};

void Draw(const Json& page, double height, PoDoFo::PdfFont* font,
          PdfPainter& painter) {
  painter.SetFont(font);
  for (const Json& run : page.at("texts")) {
    font->SetFontSize(run.at("size").get<float>());
    const auto& text = run.at("text").get_ref<const std::string&>();
    painter.DrawText(
        run.at("x"), height - run.at("y").get<double>(),
        PoDoFo::PdfString(
            reinterpret_cast<const PoDoFo::pdf_utf8*>(text.c_str())));
  }
  const Json& qr = page.at("qr");
  const Json& rows = qr.at("rows");
  const double module = qr.at("side").get<double>() / double(rows.size());
  double bottom = height - qr.at("y").get<double>();
  for (const std::string row : rows) {
    bottom -= module;
    for (std::size_t from = row.find('1'); from != std::string::npos;) {
      const std::size_t to = std::min(row.find('0', from), row.size());
      painter.Rectangle(qr.at("x").get<double>() + double(from) * module,
                        bottom, double(to - from) * module, module);
      from = row.find('1', to);
    }
  }
  painter.Fill();
}

PoDoFo::PdfSignatureField MakeField(PoDoFo::PdfMemDocument& document,
                                    PoDoFo::PdfPage* page) {
  PoDoFo::PdfSignatureField field(page, PoDoFo::PdfRect(0, 0, 0, 0), &document);
  field.SetFieldName("Signature");
  field.SetSignatureDate(PoDoFo::PdfDate());
  field.GetSignatureObject()->GetDictionary().AddKey(
      "SubFilter", PoDoFo::PdfName("ETSI.CAdES.detached"));
  return field;
}

std::string Report(const Json& page_data, const char* font_file,
                   const Signer& signer) {
  PoDoFo::PdfRefCountedBuffer buffer;
  PoDoFo::PdfOutputDevice out(&buffer);
  PoDoFo::PdfSignOutputDevice device(&out);
  PoDoFo::PdfMemDocument document;
  const auto size =
      PoDoFo::PdfPage::CreateStandardPageSize(PoDoFo::ePdfPageSize_A4);
  PoDoFo::PdfPage* const page = document.CreatePage(size);
  PoDoFo::PdfFont* const font = document.CreateFontSubset(
      "peer", false, false, false,
      new PoDoFo::PdfIdentityEncoding(0, 0xffff, true), font_file);
  PdfPainter painter;
  painter.SetPage(page);
  Draw(page_data, size.GetHeight(), font, painter);
  painter.FinishPage();
  PoDoFo::PdfSignatureField field = MakeField(document, page);
  device.SetSignatureSize(kSignatureBytes);
  field.SetSignature(*device.GetSignatureBeacon());
  document.Write(&device);
  device.AdjustByteRange();

  device.Seek(0);
  std::string signed_bytes;
  char chunk[65536];
  for (std::size_t n = 0;
       (n = device.ReadForSignature(chunk, sizeof chunk)) > 0;) {
    signed_bytes.append(chunk, n);
  }
  const std::string signature = signer.Sign(signed_bytes);
  device.SetSignature(PoDoFo::PdfData(signature.data(), signature.size()));
  device.Flush();
  return std::string(buffer.GetBuffer(), buffer.GetSize());
}

void Run(char* argv[]) {
  std::ifstream page_file(argv[1]);
  const Json page = Json::parse(page_file);
  const Signer signer = {
      PEM_read_bio_PrivateKey(OpenFile(argv[3]).get(), nullptr, nullptr,
                              nullptr),
      PEM_read_bio_X509(OpenFile(argv[4]).get(), nullptr, nullptr, nullptr)};
  const double seconds = std::stod(argv[5]);
  std::string last = Report(page, argv[2], signer);  // warms up
  const auto start = std::chrono::steady_clock::now();
  const auto elapsed = [&start] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() -
                                         start)
        .count();
  };
  int reports = 0;
  for (; elapsed() < seconds; ++reports) last = Report(page, argv[2], signer);
  std::cout << Json{{"reports", reports}, {"seconds", elapsed()}} << std::endl;
  std::ofstream(argv[6], std::ios::binary) << last;
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc != 7) {
    std::cerr << "usage: creditproof-bench-podofo PAGE FONT KEY CERTIFICATE "
                 "SECONDS OUT\n";
    return EXIT_FAILURE;
  }
  PoDoFo::PdfError::EnableLogging(false);
  PoDoFo::PdfError::EnableDebug(false);
  try {
    Run(argv);
  } catch (const PoDoFo::PdfError& error) {
    std::cerr << PoDoFo::PdfError::ErrorName(error.GetError()) << "\n";
    return EXIT_FAILURE;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
