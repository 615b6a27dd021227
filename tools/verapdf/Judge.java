import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Hold PDFs to a standard: {@code java Judge 2b FILE...} (2b is PDF/A-2b, ua1 is PDF/UA-1).
 *
 * <p>Prints one line a file in the order given, its fields parted by tabs: {@code valid}, the
 * number of checks; {@code invalid}, the number of checks, and for each broken rule clause, test,
 * how often, and what it demands; or {@code unreadable} and the reason.
 *
 * <p>Why: the validator's own program is not in the jar, and starting Java costs more than judging
 * fifty letters, so all files are judged in one start.
 */
public final class Judge {
    private static final Comparator<Map.Entry<RuleId, Integer>> BY_CLAUSE =
            Comparator.comparing((Map.Entry<RuleId, Integer> rule) -> rule.getKey().getClause())
                    .thenComparing(rule -> rule.getKey().getTestNumber());

    private Judge() {}

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset(); // what is wrong with a file is told by its verdict
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PDFAFlavour standard = PDFAFlavour.byFlavourId(arguments[0]);
        if (standard == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("no standard is called " + arguments[0]);
        }
        List<String> files = Arrays.asList(arguments).subList(1, arguments.length);
        files.forEach(file -> out.println(verdict(new File(file), standard)));
    }

    private static String verdict(File file, PDFAFlavour standard) {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (PDFAParser parser = foundry.createParser(file, standard);
                PDFAValidator validator = foundry.createValidator(standard, false)) {
            return told(validator.validate(parser));
        } catch (EncryptedPdfException encrypted) {
            return "unreadable\tit is encrypted";
        } catch (ModelParsingException | ValidationException | java.io.IOException error) {
            return "unreadable\t" + plain(String.valueOf(error.getMessage()));
        }
    }

    private static String told(ValidationResult result) {
        if (result.isCompliant()) {
            return "valid\t" + result.getTotalAssertions();
        }
        String broken =
                result.getFailedChecks().entrySet().stream()
                        .sorted(BY_CLAUSE)
                        .map(rule -> told(rule, result))
                        .collect(Collectors.joining("\t"));
        return "invalid\t" + result.getTotalAssertions() + "\t" + broken;
    }

    private static String told(Map.Entry<RuleId, Integer> broken, ValidationResult result) {
        RuleId id = broken.getKey();
        Rule rule = result.getValidationProfile().getRuleByRuleId(id);
        return String.join(
                "\t",
                id.getClause(),
                String.valueOf(id.getTestNumber()),
                String.valueOf(broken.getValue()),
                plain(rule.getDescription()));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").trim();
    }
}
